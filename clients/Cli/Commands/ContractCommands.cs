using System.CommandLine;
using System.Text.Json.Nodes;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop contract list|show|versions|compare|amend|index</c>.</summary>
internal static class ContractCommands
{
    public static Command Create(Runner runner) => new("contract", "Contracten bekijken en wijzigen.")
    {
        CreateList(runner), CreateShow(runner), AmendmentCommands.CreateVersions(runner), AmendmentCommands.CreateCompare(runner), AmendmentCommands.CreateAmend(runner),
        AmendmentCommands.CreateIndex(runner),
    };

    private static Command CreateList(Runner runner)
    {
        var search = new Option<string>("--search") { Description = "Deel van nummer, titel of aanbieder.", HelpName = "TEKST" };
        var municipality = new Option<string>("--municipality") { Description = "Alleen waar deze gemeente inkoopt.", HelpName = "CODE" };
        var limit = GlobalOptions.Number("--limit", "Hoogstens zoveel (standaard 100).", 1, 10_000, 100);
        return runner.Does(new Command("list", "Toon de contracten.") { search, municipality, limit }, async (session, parsed, cancellationToken) =>
        {
            var contracts = await session.Connection.ContractsAsync(cancellationToken);
            var (found, total) = await Pages.ReadAsync(parsed.GetValue(limit), async (size, token) =>
            {
                var reply = await contracts.ListContractsAsync(new ListContractsRequest
                {
                    Search = parsed.GetValue(search) ?? "",
                    MunicipalityCode = parsed.GetValue(municipality) ?? "",
                    PageSize = size,
                    PageToken = token,
                }, cancellationToken: cancellationToken);
                return new Page<ContractSummary>(reply.Contracts, reply.NextPageToken, reply.TotalCount);
            });
            if (session.Screen.Json)
            {
                session.Screen.Document(new JsonObject { ["contracts"] = Document.Of(found), ["total_count"] = total });
                return Runner.Done;
            }

            var table = Screen.Table("Nummer", "Titel", "Aanbieder", "Status", "Looptijd", "Gemeenten", "Producten>", "Versie>");
            foreach (var contract in found)
            {
                table.Row(contract.Number, contract.Title, contract.ProviderName, Show.Status(contract.Status), Show.Period(contract.StartsOn, contract.EndsOn),
                    string.Join(", ", contract.MunicipalityCodes), Show.Number(contract.ProductCount), Show.Number(contract.Version));
            }

            Pages.Write(session.Screen, table, found.Count, total, "contracten");
            return Runner.Done;
        });
    }

    private static Command CreateShow(Runner runner)
    {
        var contract = new Argument<string>("CONTRACT") { Description = "Nummer of id." };
        var asOf = new Option<string>("--as-of") { Description = "Alleen wat op deze dag geldt (jjjj-mm-dd).", HelpName = "DATUM" };
        return runner.Does(new Command("show", "Toon één contract.") { contract, asOf }, async (session, parsed, cancellationToken) =>
        {
            var named = parsed.GetRequiredValue(contract);
            var request = new GetContractRequest { AsOf = parsed.GetValue(asOf) ?? "" };
            if (Guid.TryParseExact(named, "D", out _))
                request.ContractId = named;
            else
                request.Number = named;
            var reply = await (await session.Connection.ContractsAsync(cancellationToken)).GetContractAsync(request, cancellationToken: cancellationToken);
            if (session.Screen.Json)
                session.Screen.Document(Document.Of(reply));
            else
                Write(session.Screen, reply.Contract);
            return Runner.Done;
        });
    }

    private static void Write(Screen screen, Contract contract)
    {
        screen.Heading($"Contract {contract.Number}: {contract.Title}");
        screen.Line($"Aanbieder    {contract.ProviderName} (AGB {Show.OrDash(contract.ProviderAgbCode)})");
        screen.Line($"Looptijd     {Show.Period(contract.StartsOn, contract.EndsOn)}");
        screen.Line($"Status       {Show.Status(contract.Status)}{(contract.SignedOn.Length > 0 ? " op " + contract.SignedOn : "")}, versie {contract.Version}");
        screen.Line($"Afronding    {Show.Rounding(contract.RoundingRule)}");
        if (contract.DeclarationMonths > 0)
            screen.Line($"Declaratie   binnen {contract.DeclarationMonths} {(contract.DeclarationMonths == 1 ? "maand" : "maanden")} na de maand van de zorg");
        screen.Line($"Kenmerk      {contract.ContractId}");
        screen.Line();

        var funding = Screen.Table("Perceel", "Bekostiging", "Afspraken");
        foreach (var lot in contract.Lots)
            funding.Row($"{lot.LotId} {lot.Name}", Show.Funding(lot.Funding), string.Join('\n', FundingText.OfLot(lot)));
        screen.Write(funding);

        var products = Screen.Table("Product", "Omschrijving", "Perceel", "Eenheid", "Betaling", "Tarief (€)>", "Geldig");
        foreach (var product in contract.Products)
        {
            products.Row(product.ProductId, product.Description, product.LotId, product.Unit, Show.Timing(product.PaymentTiming),
                string.Join('\n', product.Tariffs.Select(tariff => Show.Decimal(tariff.RateEur))),
                string.Join('\n', product.Tariffs.Select(tariff => Show.Period(tariff.ValidFrom, tariff.ValidUntil))));
        }

        screen.Write(products);
        var buyers = Screen.Table("Gemeente", "Koopt in");
        foreach (var buyer in contract.Buyers)
            buyers.Row(buyer.MunicipalityCode, Show.Period(buyer.ValidFrom, buyer.ValidUntil));
        screen.Write(buyers);
        if (contract.YearBudgets.Count > 0)
        {
            var budgets = Screen.Table("Jaar", "Budget>");
            foreach (var budget in contract.YearBudgets)
                budgets.Row(budget.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), Show.Euro(budget.BudgetCents));
            screen.Write(budgets);
        }

        if (contract.KpiAgreements.Count > 0)
        {
            var agreements = Screen.Table("Indicator", "Norm>", "Plicht");
            foreach (var agreement in contract.KpiAgreements)
                agreements.Row(agreement.IndicatorCode, Show.Norm(agreement), Show.YesNo(agreement.IsDuty));
            screen.Write(agreements);
        }
    }
}
