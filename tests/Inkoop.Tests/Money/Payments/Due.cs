using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Payments;
using Inkoop.Money.Settlements;

namespace Inkoop.Tests.Money.Payments;

/// <summary>Lots to pay, and paying them run after run without a database.</summary>
internal static class Due
{
    public const string Provider = "p-1";
    public static readonly DateOnly Day = new(2027, 2, 1);
    public static readonly Period Year = Period.Year(2026);
    public static readonly DateOnly LastDay = new(2026, 12, 31);

    public static LotAmount Amount(string key, long cents, string municipality = "0957", string lot = "1") => new(lot, key, municipality, Provider, cents);

    public static Payable Payable(string key, long cents, string municipality = "0957") => new(key, municipality, Provider, cents);

    public static LotToPay Lot(FundingTerms terms, IReadOnlyList<Payable>? payables, bool inAdvance = false) => new()
    {
        LotId = "1",
        ProviderCode = Provider,
        Terms = terms,
        Payables = payables,
        NotSettledCode = payables is null ? "accountability_report_missing" : "",
        InAdvance = inAdvance,
        Key = [new("0957", 2), new("1641", 1)],
    };

    public static IReadOnlyList<RunLine> Run(LotDue due, IReadOnlyList<Hold>? holds = null) => RunLines.Of(due.Due, due.Before, holds ?? [], [], Day);

    public static LotAmount Paid(RunLine line) => new(line.LotId, line.Key, line.MunicipalityCode, line.ProviderCode, line.Cents);
}
