using Inkoop.Wire.Contracts.V1;
using Spectre.Console;

namespace Inkoop.Cli.Output;

/// <summary>The differences between two versions of a contract as a table.</summary>
internal static class ChangeText
{
    public static Table Table(IEnumerable<ContractChange> changes)
    {
        var table = Screen.Table("Onderdeel", "Was", "Wordt");
        foreach (var change in changes)
        {
            var (before, after) = (Said(change, change.Before), Said(change, change.After));
            // Of a long arrangement people look for the line that is different.
            if (change.Kind == ContractChangeKind.Funding && before.Count > 0 && after.Count > 0)
                (before, after) = ([.. before.Except(after)], [.. after.Except(before)]);
            table.Row(About(change), Text(before), Text(after));
        }
        return table;
    }

    private static string Text(List<string> lines) => lines.Count == 0 ? "-" : string.Join('\n', lines);

    private static string About(ContractChange change) => change.Kind switch
    {
        ContractChangeKind.Number => "Nummer",
        ContractChangeKind.Title => "Titel",
        ContractChangeKind.Provider => "Aanbieder",
        ContractChangeKind.StartsOn => "Begint op",
        ContractChangeKind.EndsOn => "Eindigt op",
        ContractChangeKind.SignedOn => "Ondertekend op",
        ContractChangeKind.Rounding => "Afronding",
        ContractChangeKind.Buyer => $"Gemeente {change.Subject}",
        ContractChangeKind.Budget => $"Budget {change.Subject}",
        ContractChangeKind.Lot => $"Perceel {change.Subject}",
        ContractChangeKind.Funding => $"Bekostiging perceel {change.Subject}",
        ContractChangeKind.Product => $"Product {change.Subject}",
        ContractChangeKind.Tariff => $"Tarief {change.Subject} vanaf {change.From}",
        ContractChangeKind.Kpi => $"Norm {change.Subject}",
        _ => "",
    };

    private static List<string> Said(ContractChange change, Contract? part) => part is null ? [] : change.Kind switch
    {
        ContractChangeKind.Number => [part.Number],
        ContractChangeKind.Title => [part.Title],
        ContractChangeKind.Provider => [part.ProviderName],
        ContractChangeKind.StartsOn => [part.StartsOn],
        ContractChangeKind.EndsOn => [part.EndsOn],
        ContractChangeKind.SignedOn => [Show.OrDash(part.SignedOn)],
        ContractChangeKind.Rounding => [Show.Rounding(part.RoundingRule)],
        ContractChangeKind.Buyer => [.. part.Buyers.Select(buyer => Show.Period(buyer.ValidFrom, buyer.ValidUntil))],
        ContractChangeKind.Budget => [.. part.YearBudgets.Select(budget => Show.Euro(budget.BudgetCents))],
        ContractChangeKind.Lot => [.. part.Lots.SelectMany(lot => (string[])[lot.Name, lot.Activities, string.Join(", ", lot.Categories)]).Where(text => text.Length > 0)],
        ContractChangeKind.Funding => [.. part.Lots.SelectMany(lot => FundingText.Lines(lot.Funding).Prepend(Show.Funding(lot.Funding)))],
        ContractChangeKind.Product => [.. part.Products.Select(product => $"{product.Description} (perceel {product.LotId}, eenheid {product.Unit}, {Show.Timing(product.PaymentTiming)})")],
        ContractChangeKind.Tariff => [.. part.Products.SelectMany(product => product.Tariffs).Select(tariff => "€ " + Show.Decimal(tariff.RateEur))],
        ContractChangeKind.Kpi => [.. part.KpiAgreements.Select(kpi => Show.Norm(kpi) + (kpi.IsDuty ? ", plicht" : ""))],
        _ => [],
    };
}
