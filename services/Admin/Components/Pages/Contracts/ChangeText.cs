using Inkoop.Admin.Components.Parts;
using Inkoop.Admin.Texts;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Components.Pages.Contracts;

/// <summary>One difference between two versions of a contract, as people say it: what it is about, how it was and how it became.</summary>
public sealed record ChangeText(string About, IReadOnlyList<string> Before, IReadOnlyList<string> After)
{
    public static ChangeText Of(ContractChange change, ContractNames names)
    {
        var (before, after) = (Said(change, change.Before, names), Said(change, change.After, names));
        // Of a long arrangement people look for the line that is different.
        return change.Kind == ContractChangeKind.Funding && before.Count > 0 && after.Count > 0
            ? new(Subject(change, names), [.. before.Except(after)], [.. after.Except(before)])
            : new(Subject(change, names), before, after);
    }

    private static string Subject(ContractChange change, ContractNames names) => change.Kind switch
    {
        ContractChangeKind.Number => Words.Contract.Number,
        ContractChangeKind.Title => Words.Col.Title,
        ContractChangeKind.Provider => Words.Col.Provider,
        ContractChangeKind.StartsOn => Words.Col.StartsOn,
        ContractChangeKind.EndsOn => Words.Col.EndsOn,
        ContractChangeKind.SignedOn => Words.Contract.SignedOnShort,
        ContractChangeKind.Rounding => Words.Contract.Rounding,
        ContractChangeKind.Buyer => $"{Words.Col.Municipality} {names.Municipality(change.Subject)}",
        ContractChangeKind.Budget => $"{Words.Contract.Budget} {change.Subject}",
        ContractChangeKind.Lot => $"{Words.Contract.Lot} {change.Subject}",
        ContractChangeKind.Funding => $"{Words.Funding.Title}, {Words.Contract.Lot.ToLowerInvariant()} {change.Subject}",
        ContractChangeKind.Product => $"{Words.Col.Product} {change.Subject}",
        ContractChangeKind.Tariff => Words.Contract.TariffFrom(change.Subject, Show.Date(change.From)),
        ContractChangeKind.Kpi => $"{Words.Col.Norm} {names.Indicator(change.Subject)}",
        _ => "",
    };

    private static IReadOnlyList<string> Said(ContractChange change, Contract? part, ContractNames names) => part is null ? [] : change.Kind switch
    {
        ContractChangeKind.Number => Some(part.Number),
        ContractChangeKind.Title => Some(part.Title),
        ContractChangeKind.Provider => Some(part.ProviderName),
        ContractChangeKind.StartsOn => Day(part.StartsOn),
        ContractChangeKind.EndsOn => Day(part.EndsOn),
        ContractChangeKind.SignedOn => Day(part.SignedOn),
        ContractChangeKind.Rounding => [Named.Of(part.RoundingRule)],
        ContractChangeKind.Buyer => [.. part.Buyers.Select(Period)],
        ContractChangeKind.Budget => [.. part.YearBudgets.Select(budget => Show.Money(budget.BudgetCents))],
        ContractChangeKind.Lot => [.. part.Lots.SelectMany(lot => (string[])[lot.Name, lot.Activities, string.Join(", ", lot.Categories)]).Where(text => text.Length > 0)],
        ContractChangeKind.Funding => [.. part.Lots.SelectMany(lot => Funding(lot, names))],
        ContractChangeKind.Product => [.. part.Products.SelectMany(Product)],
        ContractChangeKind.Tariff => [.. part.Products.SelectMany(product => product.Tariffs).Select(tariff => Show.Rate(tariff.RateEur))],
        ContractChangeKind.Kpi => [.. part.KpiAgreements.Select(Agreement)],
        _ => [],
    };

    private static IReadOnlyList<string> Some(string text) => text.Length == 0 ? [] : [text];

    private static IReadOnlyList<string> Day(string day) => day.Length == 0 ? [] : [Show.Date(day)];

    private static string Period(Buyer buyer) =>
        $"{Show.Date(buyer.ValidFrom)} {Words.Common.Until} {(buyer.ValidUntil.Length == 0 ? Words.Contract.UntilContractEnds : Show.Date(buyer.ValidUntil))}";

    private static IEnumerable<string> Funding(Lot lot, ContractNames names) =>
        new FundingLines(names.Municipalities, names.Indicators).Of(lot.Funding)
            .SelectMany(line => line.Values.Select(value => $"{line.Label}: {value}")).Prepend(Named.Of(lot.Funding));

    private static IEnumerable<string> Product(Product product) =>
        [product.Description, $"{Words.Contract.Lot} {product.LotId}, {Named.Unit(product.Unit)}, {Named.Of(product.Variant)}, {Named.Of(product.PaymentTiming)}"];

    private static string Agreement(KpiAgreement kpi) =>
        $"{(kpi.Direction == KpiDirection.AtMost ? Words.Term.AtMost : Words.Term.AtLeast)} {Norms.Text(kpi.Norm)}{(kpi.IsDuty ? ", " + Words.Contract.DutyShort : "")}";
}
