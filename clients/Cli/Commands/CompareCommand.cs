using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop settlement compare</c>: why it costs more or less than in another period.</summary>
internal static class CompareCommand
{
    public static Command Create(Runner runner)
    {
        var contracts = new Argument<string[]>("CONTRACT") { Description = "Nummer of id; mag vaker (standaard alle die u mag zien).", Arity = ArgumentArity.ZeroOrMore };
        var baseFrom = new Option<string>("--base-from") { Description = "Eerste dag van de periode om mee te vergelijken (jjjj-mm-dd).", HelpName = "DATUM" };
        var baseUntil = new Option<string>("--base-until") { Description = "Laatste dag van de periode om mee te vergelijken (jjjj-mm-dd).", HelpName = "DATUM" };
        var options = new SettlementOptions();
        var compare = new Command("compare", "Ontleed de groei van de kosten tussen twee perioden (standaard met een jaar eerder).") { contracts, baseFrom, baseUntil };
        options.AddTo(compare);
        compare.Validators.Add(result =>
        {
            if (result.GetValue(baseFrom) is null != (result.GetValue(baseUntil) is null))
                result.AddError("Geef --base-from en --base-until samen, of geen van beide.");
        });
        return runner.Does(compare, async (session, parsed, cancellationToken) =>
        {
            var (from, until) = options.Period(parsed, session.Clock);
            var request = new CompareSettlementsRequest
            {
                From = from,
                Until = until,
                AsOf = options.AsOf(parsed),
                BaseFrom = parsed.GetValue(baseFrom) ?? YearEarlier(from),
                BaseUntil = parsed.GetValue(baseUntil) ?? YearEarlier(until),
            };
            foreach (var contract in parsed.GetValue(contracts) ?? []) request.ContractIds.Add(await session.Connection.ContractIdAsync(contract, cancellationToken));
            var answer = await (await session.Connection.SettlementsAsync(cancellationToken)).CompareSettlementsAsync(request, cancellationToken: cancellationToken);
            var faults = new List<string>();
            Recount.Compare("Groei", answer.Cents - answer.BaseCents, answer.GrowthCents, faults);
            Recount.Compare("Delen", answer.VolumeCents + answer.MixCents + answer.PriceCents + answer.PlaceCents + answer.PayerCents, answer.GrowthCents, faults);
            Recount.Compare("Rijen", answer.Cells.Sum(cell => cell.Cents), answer.Cents, faults);
            Recount.Compare("Rijen eerder", answer.Cells.Sum(cell => cell.BaseCents), answer.BaseCents, faults);
            var recount = new Recount(answer.Cells.Count, faults);
            if (session.Screen.Json)
                session.Screen.Document(new JsonObject { ["comparison"] = Document.Of(answer), ["recount"] = SettlementCommands.ToJson(recount) });
            else
                Write(session.Screen, answer, request, recount, await session.Connection.ProviderNamesAsync(cancellationToken));
            return recount.AddsUp ? Runner.Done : Runner.Failed;
        });
    }

    // The last day of a month stays that: February has another one each leap year.
    private static string YearEarlier(string day)
    {
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return day;
        var isLast = date.AddDays(1).Day == 1;
        var earlier = isLast ? date.AddDays(1).AddYears(-1).AddDays(-1) : date.AddYears(-1);
        return earlier.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static void Write(Screen screen, CompareSettlementsReply answer, CompareSettlementsRequest asked, Recount recount, IReadOnlyDictionary<string, string> names)
    {
        screen.Heading($"Groei van {Show.Period(asked.BaseFrom, asked.BaseUntil)} naar {Show.Period(asked.From, asked.Until)}");
        var parts = Screen.Table("Deel", "Bedrag>");
        parts.Row("Eerder", Show.Euro(answer.BaseCents));
        parts.Row("Volume (aantal cliënten)", Show.Euro(answer.VolumeCents));
        parts.Row("Samenstelling (producten)", Show.Euro(answer.MixCents));
        parts.Row("Prijs", Show.Euro(answer.PriceCents));
        parts.Row("Plaats (gemeenten)", Show.Euro(answer.PlaceCents));
        parts.Row("Betaler (aanbieders)", Show.Euro(answer.PayerCents));
        parts.Row("Nu", Show.Euro(answer.Cents));
        screen.Write(parts);
        var cells = Screen.Table("Product", "Gemeente", "Aanbieder", "Cliënten eerder>", "Kosten eerder>", "Cliënten nu>", "Kosten nu>");
        foreach (var cell in answer.Cells)
            cells.Row(cell.ProductId, cell.MunicipalityCode, names.GetValueOrDefault(cell.ProviderId, "-"), Count(cell, cell.BaseClients), Amount(cell, cell.BaseClients, cell.BaseCents), Count(cell, cell.Clients), Amount(cell, cell.Clients, cell.Cents));
        screen.Write(cells);
        screen.Line("Wie verhuisde, telt hier in elke gemeente: de aantallen zijn samen niet het aantal in de regio.");
        foreach (var lot in answer.WithoutAmount)
            screen.Line($"Niet meegeteld vanaf {lot.From}: contract {lot.ContractNumber}, perceel {lot.LotId}. {lot.Text}");
        if (recount.AddsUp)
            screen.Line($"Nageteld: de delen zijn samen {Show.Euro(answer.GrowthCents)}.");
        else
            SettlementCommands.WriteFaults(screen, recount);
    }

    // A count under ten comes as 0 beside a cost; both of such a cell stay away, for the cost of one youth tells about that youth.
    private static bool IsSmall(CostCell cell, long clients) => cell.Suppressed && clients == 0;

    private static string Count(CostCell cell, long clients) => IsSmall(cell, clients) ? "te klein" : Show.Number(clients);

    private static string Amount(CostCell cell, long clients, long cents) => IsSmall(cell, clients) && cents != 0 ? "te klein" : Show.Euro(cents);
}
