using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop statement</c> and <c>inkoop municipalities</c>: a year as every municipality and provider sees it.</summary>
internal static class YearCommands
{
    public static Command CreateStatement(Runner runner)
    {
        var year = Year();
        var municipality = new Option<string>("--municipality") { Description = "Alleen deze gemeente.", HelpName = "CODE" };
        var provider = new Option<string>("--provider") { Description = "Alleen deze aanbieder.", HelpName = "ID" };
        return runner.Does(new Command("statement", "Toon wat in een jaar verschuldigd, betaald, in betaling, betwist en open is, per gemeente en aanbieder.") { year, municipality, provider }, async (session, parsed, cancellationToken) =>
        {
            var reply = await (await session.Connection.PaymentsAsync(cancellationToken)).GetYearStatementAsync(new GetYearStatementRequest
            {
                Year = parsed.GetValue(year),
                MunicipalityCode = parsed.GetValue(municipality) ?? "",
                ProviderId = parsed.GetValue(provider) ?? "",
            }, cancellationToken: cancellationToken);
            var addsUp = reply.Rows.Sum(row => row.OpenCents) == reply.OpenCents && reply.DueCents - reply.PaidCents - reply.ApprovedCents - reply.DisputedCents == reply.OpenCents;
            if (session.Screen.Json)
            {
                session.Screen.Document(new JsonObject { ["statement"] = Document.Of(reply), ["adds_up"] = addsUp });
                return addsUp ? Runner.Done : Runner.Failed;
            }

            session.Screen.Heading($"Jaaropgave {reply.Year}, zoals bekend op {Show.Moment(reply.AsOf)}");
            var table = Screen.Table("Gemeente", "Aanbieder", "Contract", "Perceel", "Verschuldigd>", "Betaald>", "In betaling>", "Betwist>", "Open>", "Geclaimd>");
            foreach (var row in reply.Rows)
                table.Row(row.MunicipalityCode, row.ProviderName, row.ContractNumber, row.LotId, Show.Euro(row.DueCents), Show.Euro(row.PaidCents),
                    Show.Euro(row.ApprovedCents), Show.Euro(row.DisputedCents), Show.Euro(row.OpenCents), Show.Euro(row.ClaimedCents));
            session.Screen.Write(table);
            session.Screen.Line($"Verschuldigd {Show.Euro(reply.DueCents)}, betaald {Show.Euro(reply.PaidCents)}, in betaling {Show.Euro(reply.ApprovedCents)}, betwist {Show.Euro(reply.DisputedCents)}, open {Show.Euro(reply.OpenCents)}.");
            if (reply.ClaimedCents != 0)
                session.Screen.Line($"Geclaimd door aanbieders, nog geen besluit: {Show.Euro(reply.ClaimedCents)}.");
            foreach (var omission in reply.Omissions)
                session.Screen.Line($"Nog niet afgerekend: contract {omission.ContractNumber}, {omission.Text}");
            if (!addsUp)
                session.Screen.Note("De opgave telt niet op. Meld het de beheerder.");
            return addsUp ? Runner.Done : Runner.Failed;
        });
    }

    public static Command CreateMunicipalities(Runner runner)
    {
        var year = Year();
        return runner.Does(new Command("municipalities", "Toon per gemeente begroting, afgerekend, obligo, prognose en resultaat van een jaar.") { year }, async (session, parsed, cancellationToken) =>
        {
            var reply = await (await session.Connection.PaymentsAsync(cancellationToken)).ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = parsed.GetValue(year) }, cancellationToken: cancellationToken);
            if (session.Screen.Json)
            {
                session.Screen.Document(Document.Of(reply));
                return Runner.Done;
            }

            session.Screen.Heading($"Gemeenten in {parsed.GetValue(year)}, zoals bekend op {Show.Moment(reply.AsOf)}");
            var table = Screen.Table("Gemeente", "Begroting>", "Afgerekend>", "Obligo>", "Prognose>", "Resultaat>", "In betaling>", "Betaald>");
            foreach (var row in reply.Municipalities)
            {
                table.Row(row.MunicipalityCode, row.HasBudget ? Show.Euro(row.BudgetCents) : "-", Show.Euro(row.SettledCents), Show.Euro(row.ObligoCents), Show.Euro(row.ForecastCents),
                    row.HasBudget ? Show.Euro(row.ResultCents) : "-", Show.Euro(row.ApprovedCents), Show.Euro(row.PaidCents));
            }

            session.Screen.Write(table);
            session.Screen.Line($"Samen: afgerekend {Show.Euro(reply.Municipalities.Sum(row => row.SettledCents))}, prognose {Show.Euro(reply.Municipalities.Sum(row => row.ForecastCents))}, "
                + $"in betaling {Show.Euro(reply.Municipalities.Sum(row => row.ApprovedCents))}, betaald {Show.Euro(reply.Municipalities.Sum(row => row.PaidCents))}.");
            foreach (var lot in reply.Omissions)
                session.Screen.Line($"Niet in deze bedragen: contract {lot.ContractNumber}, perceel {lot.LotId}{(lot.AmountCents == 0 ? "" : $" ({Show.Euro(lot.AmountCents)})")}. {lot.Text}");
            return Runner.Done;
        });
    }

    public static Command CreateDoubles(Runner runner)
    {
        var year = Year();
        return runner.Does(new Command("doubles", "Controleer dat geen jeugdigedag onder twee bekostigingsmodellen wordt betaald.") { year }, async (session, parsed, cancellationToken) =>
        {
            var reply = await (await session.Connection.PaymentsAsync(cancellationToken)).ListDoublePaymentsAsync(new ListDoublePaymentsRequest { Year = parsed.GetValue(year) }, cancellationToken: cancellationToken);
            var none = reply.DayCount == 0;
            if (session.Screen.Json)
            {
                session.Screen.Document(Document.Of(reply));
                return none ? Runner.Done : Runner.Failed;
            }

            if (none)
            {
                session.Screen.Line($"Geen jeugdigedag is in {parsed.GetValue(year)} dubbel betaald.");
                return Runner.Done;
            }

            var table = Screen.Table("Gemeente", "Categorie", "Betaald onder", "Van", "Tot en met", "Dagen>");
            foreach (var row in reply.Payments)
                table.Row(row.MunicipalityCode, row.Category, string.Join(", ", row.Arrangements.Select(one => $"{one.ContractNumber} perceel {one.LotId}")), row.FirstDay, row.LastDay, Show.Number(row.DayCount));
            session.Screen.Write(table);
            session.Screen.Note($"{Show.Number(reply.DayCount)} jeugdigedagen worden dubbel betaald. Pas de percelen of de toewijzingen aan.");
            return Runner.Failed;
        });
    }

    private static Argument<int> Year() => new("JAAR")
    {
        Description = "Zoals 2026.",
        CustomParser = result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2015 and <= 2200)
                return year;
            result.AddError("JAAR is een jaar vanaf 2015.");
            return 0;
        },
    };
}
