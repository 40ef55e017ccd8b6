// Everything works without this file: it draws charts beside their tables and adds a print button.
(() => {
  "use strict";
  const here = document.currentScript;
  const dutch = new Intl.NumberFormat("nl-NL");
  const euro = new Intl.NumberFormat("nl-NL", { style: "currency", currency: "EUR" });
  const one = new Intl.NumberFormat("nl-NL", { maximumFractionDigits: 1 });
  const two = new Intl.NumberFormat("nl-NL", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const short = (v) => (Math.abs(v) >= 1e6 ? one.format(v / 1e6) + " mln" : Math.abs(v) >= 1e4 ? one.format(v / 1e3) + " dzd" : dutch.format(v));
  const percent = new Intl.NumberFormat("nl-NL", { style: "percent", maximumFractionDigits: 1 });
  const forms = {
    euro: { axis: (v) => "€ " + short(v), full: (v) => euro.format(v) },
    share: { axis: (v) => percent.format(v), full: (v) => percent.format(v) },
    number: { axis: (v) => dutch.format(v), full: (v) => dutch.format(v) },
  };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

  // From the first total to the last, each part hanging where the one before ended: stacked on a bar that is not drawn.
  function waterfall(data, base, form, text, narrow) {
    const values = data.series[0].values;
    const last = values.length - 1;
    let level = 0;
    const bars = values.map((value, index) => {
      const whole = index === 0 || index === last;
      const from = whole ? 0 : level;
      level = whole ? value : level + value;
      return { value, whole, low: Math.min(from, level), high: Math.max(from, level) };
    });
    const low = Math.min(...bars.map((bar) => (bar.whole ? bar.high : bar.low)));
    const high = Math.max(...bars.map((bar) => bar.high));
    // A small change on a large sum is seen only with the axis cut off below, which the labels on the axis then say.
    const cut = low > 0 && high - low < high / 3;
    const sign = (bar) => (bar.value < 0 ? "-" : bar.whole ? "" : "+");
    const fine = (v) => (Math.abs(v) >= 1e6 ? "€ " + two.format(v / 1e6) + " mln" : form.axis(v));
    const series = (name, colour, of) => ({
      name,
      type: "bar",
      stack: "waterfall",
      barMaxWidth: 56,
      data: bars.map((bar) => (of(bar) ? bar.high - bar.low : null)),
      itemStyle: { color: colour, borderRadius: 2 },
      label: { ...text, show: !narrow, position: "top", distance: 3, formatter: (item) => sign(bars[item.dataIndex]) + fine(Math.abs(bars[item.dataIndex].value)), color: "#17232e", fontWeight: 600 },
    });
    return {
      ...base,
      legend: undefined,
      grid: { ...base.grid, top: 24 },
      tooltip: { trigger: "item", confine: true, formatter: (item) => item.name + ": " + sign(bars[item.dataIndex]) + form.full(Math.abs(bars[item.dataIndex].value)) },
      xAxis: { ...base.xAxis, axisLabel: { ...base.xAxis.axisLabel, interval: 0, hideOverlap: false, ...(narrow ? { rotate: 40 } : { width: 90, overflow: "break" }) } },
      yAxis: { ...base.yAxis, axisLabel: { ...base.yAxis.axisLabel, formatter: fine }, min: cut ? (range) => { const step = 10 ** Math.floor(Math.log10(range.max - low)); return Math.max(0, Math.floor((low - (range.max - low) / 2) / step) * step); } : undefined },
      series: [
        { type: "bar", stack: "waterfall", silent: true, data: bars.map((bar) => (bar.whole ? 0 : bar.low)), itemStyle: { color: "transparent" } },
        series("whole", "#4a5a68", (bar) => bar.whole),
        series("more", "#a61b1b", (bar) => !bar.whole && bar.value > 0),
        series("less", "#17663a", (bar) => !bar.whole && bar.value <= 0),
      ],
    };
  }

  function options(data, width) {
    const form = forms[data.form] ?? forms.number;
    const text = { fontFamily: getComputedStyle(document.body).fontFamily, color: "#4a5a68", fontSize: 12 };
    const base = {
      animation: !still,
      animationDuration: 250,
      textStyle: text,
      color: ["#0f5c94", "#8393a1", "#17663a", "#7b4a9b", "#a61b1b", "#4a5a68"],
      grid: { left: 8, right: 16, top: data.series.length > 1 ? 34 : 16, bottom: 4, containLabel: true },
      legend: data.series.length > 1 ? { top: 0, left: 0, itemHeight: 8, textStyle: text } : undefined,
      tooltip: { trigger: "axis", confine: true, valueFormatter: (v) => (v === null || v === undefined ? "–" : form.full(v)) },
      xAxis: { type: "category", data: data.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: "#8393a1" } }, axisLabel: { ...text, hideOverlap: true } },
      yAxis: { type: "value", min: data.form === "share" ? 0 : undefined, axisLabel: { ...text, formatter: form.axis }, splitLine: { lineStyle: { color: "#e3e9ee" } } },
      series: data.series.map((series, index) => ({
        name: series.name,
        type: data.kind,
        data: series.values,
        barMaxWidth: 44,
        connectNulls: false,
        symbolSize: 7,
        symbol: ["circle", "rect", "triangle", "diamond"][index % 4],
        lineStyle: { width: 2.5 },
        itemStyle: data.kind === "bar" ? { borderRadius: [3, 3, 0, 0] } : undefined,
        markLine: index === 0 && data.norm !== null && data.norm !== undefined
          ? { silent: true, symbol: "none", lineStyle: { color: "#17232e", type: "dashed", width: 1.5 }, label: { formatter: data.normLabel, position: "insideEndTop", color: "#17232e" }, data: [{ yAxis: data.norm }] }
          : undefined,
      })),
    };
    return data.kind === "waterfall" ? waterfall(data, base, form, text, width < 520) : base;
  }

  function draw(root) {
    for (const box of root.querySelectorAll("[data-chart]")) {
      if (box.dataset.drawn) continue;
      box.dataset.drawn = "yes";
      const chart = window.echarts.init(box, null, { renderer: "svg" });
      chart.setOption(options(JSON.parse(box.dataset.chart), box.clientWidth));
      new ResizeObserver(() => chart.resize()).observe(box);
    }
  }

  let loading;
  function charts(root) {
    if (!root.querySelector("[data-chart]")) return;
    loading ??= new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = here.dataset.charts;
      script.onload = done;
      script.onerror = fail;
      document.head.append(script);
    });
    loading.then(() => draw(document), () => { for (const box of root.querySelectorAll("[data-chart]")) box.hidden = true; });
  }

  function printing(root) {
    for (const button of root.querySelectorAll("button[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  }

  function start(root) {
    charts(root);
    printing(root);
  }
  start(document);
  document.addEventListener("htmx:load", (event) => start(event.target.parentElement ?? document));
})();
