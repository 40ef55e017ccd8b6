using System.Globalization;
using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money.Facts;

/// <summary>When what a provider states becomes payable (controle van opgaven): at once, or once a buyer confirmed it, as the contract says for the lot. What a buyer records itself needs no check,
/// and neither does a measured outcome, which has its own verification.</summary>
public static class StatementChecks
{
    /// <summary>What a provider states and is paid by.</summary>
    public static bool IsStatement(SettlementFact.KindOneofCase kind) =>
        kind is SettlementFact.KindOneofCase.PartReached or SettlementFact.KindOneofCase.Volume or SettlementFact.KindOneofCase.Cost;

    /// <param name="chosenBefore">An earlier statement about the same thing was to be checked and never was: stating it again is no way around that.</param>
    public static bool Needs(SettlementFact fact, LotState? lot, bool byProvider, Guid factId, bool chosenBefore) => byProvider && IsStatement(fact.KindCase) && lot?.Funding switch
    {
        { StatementCheck: StatementCheck.Checked } => true,
        { StatementCheck: StatementCheck.Sampled } funding => chosenBefore
            || Statements.IsChosen(factId, decimal.Parse(funding.StatementSampleShare, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)),
        // Contracts of before this was agreed say nothing: what they paid stays paid.
        _ => false,
    };

    /// <exception cref="Refused">It was withdrawn (fact_withdrawn), or waits for no check (no_check).</exception>
    public static void Confirm(bool isWithdrawn, bool needsCheck, bool isConfirmed)
    {
        if (isWithdrawn) throw new Refused("fact_withdrawn", "Dit is al ingetrokken.");
        if (!needsCheck || isConfirmed) throw new Refused("no_check", "Deze opgave wacht niet op controle.");
    }

    /// <summary>What waits, by lot, in words for people: "3 fasen wachten op controle".</summary>
    public static string InWords(IReadOnlyCollection<SettlementFact> waiting)
    {
        var parts = new[]
        {
            Count(SettlementFact.KindOneofCase.PartReached, "fase", "fasen"),
            Count(SettlementFact.KindOneofCase.Volume, "opgave van volume", "opgaven van volume"),
            Count(SettlementFact.KindOneofCase.Cost, "opgave van kosten", "opgaven van kosten"),
        }.Where(part => part.Length > 0).ToList();
        return $"{string.Join(" en ", parts)} {(waiting.Count == 1 ? "wacht" : "wachten")} op controle.";

        string Count(SettlementFact.KindOneofCase kind, string one, string more) => waiting.Count(fact => fact.KindCase == kind) switch
        {
            0 => "",
            1 => "1 " + one,
            var count => $"{count.ToString(CultureInfo.InvariantCulture)} {more}",
        };
    }
}
