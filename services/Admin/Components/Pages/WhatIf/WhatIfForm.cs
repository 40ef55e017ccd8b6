using System.Globalization;
using Inkoop.Admin.Components.Pages.Contracts;
using Inkoop.Admin.Components.Parts;
using Inkoop.Admin.Forms;
using Inkoop.Admin.Texts;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Components.Pages.WhatIf;

/// <summary>The question of a what-if as a person fills it in: changes in percentages, and another funding model with the fields of the draft form.</summary>
internal static class WhatIfForm
{
    public const string List = "scenarios";

    public static FormValues New(string contractId, string from, string until)
    {
        var form = FormValues.New();
        form["van"] = from;
        form["tot"] = until;
        if (contractId.Length > 0)
            form[ContractTicks.Name(contractId)] = "true";
        form["scenarios[0].name"] = Words.WhatIf.MoreYouths;
        form["scenarios[0].youths_factor"] = "10";
        form["scenarios[1].name"] = Words.WhatIf.HigherPrice;
        form["scenarios[1].price_factor"] = "5";
        return form;
    }

    public static WhatIfRequest Read(FormValues form)
    {
        var request = new WhatIfRequest { From = Months.FirstDay(form["van"]), Until = Months.LastDay(form["tot"]), AsOf = Months.ReadExact(form["stand"]) };
        request.ContractIds.AddRange(ContractTicks.Chosen(form));
        if (request.ContractIds.Count == 0)
            form.Fault("contract_ids", Words.WhatIf.ChooseOne);
        for (var i = 0; i < form.Count(List); i++)
        {
            var at = $"{List}[{i}]";
            request.Scenarios.Add(new Scenario
            {
                Name = form[$"{at}.name"].Length > 0 ? form[$"{at}.name"] : Words.WhatIf.ScenarioOf(i + 1),
                LotId = form[$"{at}.lot_id"],
                YouthsFactor = Factor(form, $"{at}.youths_factor"),
                PriceFactor = Factor(form, $"{at}.price_factor"),
                Funding = Funding(form, $"{at}.funding"),
            });
        }
        return request;
    }

    /// <summary>A change in percent as a factor: 10 becomes 1.1.</summary>
    private static string Factor(FormValues form, string path)
    {
        if (form[path].Length == 0)
            return "";
        if (NumberText.TryDecimal(form[path].TrimStart('+').TrimEnd('%').Trim(), out var plain) && decimal.Parse(plain, CultureInfo.InvariantCulture) is > -100m and var change)
            return (1m + change / 100m).ToString("0.########", CultureInfo.InvariantCulture);
        form.Fault(path, Words.WhatIf.Factor);
        return "1";
    }

    private static FundingArrangement? Funding(FormValues form, string at) => ContractForm.Choice(form[at]) == 0 ? null : new FundingReader(form).Read(at);
}
