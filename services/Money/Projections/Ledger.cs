using System.Globalization;
using Inkoop.Funding;
using Inkoop.Money.Cells;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Money.Projections;

/// <summary>The realisation ledger (realisatie): every accepted line once, and running sums that change in the same transaction. Lines are facts: they are
/// kept whether or not the contract is known here, and in any order.</summary>
public sealed class Ledger : Projection, IConsumer<LinesJudged>
{
    public Ledger(MoneyDatabase database) : base(database, "money-ledger", ["ledger_line", "ledger_sum"], shape: 2) => On<LinesJudged>(Apply);

    protected override Task ReplacedAsync(UnitOfWork work) => CellStore.TouchAllAsync(work);

    public Task Consume(ConsumeContext<LinesJudged> context) => ApplyAsync(context);

    private static async Task Apply(UnitOfWork work, LinesJudged e, Guid eventId)
    {
        var lines = Lines(e, eventId);
        await work.InsertManyAsync("ledger_line", lines);
        foreach (var sum in SettlementMath.Sum(lines))
            if (await work.ExecuteAsync(AddToSum, sum) == 0) await work.InsertManyAsync("ledger_sum", [sum]);
        // A spending cap may run on into later years.
        foreach (var contract in lines.GroupBy(line => line.ContractId).OrderBy(contract => contract.Key))
            await CellStore.TouchAsync(work, contract.Key, contract.Min(line => line.StartsOn.Year));
    }

    public static IReadOnlyList<LedgerLine> Lines(LinesJudged e, Guid eventId) =>
    [
        .. e.Accepted.Select(line => new LedgerLine
        {
            LineId = line.LineId,
            EventId = eventId,
            ContractId = line.ContractId,
            ContractVersion = line.ContractVersion,
            ProductId = line.ProductId,
            MunicipalityCode = line.MunicipalityCode,
            // A product period lies within one calendar month (CS337).
            Month = line.From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            StartsOn = line.From,
            EndsOn = line.Until,
            ReferenceNumber = line.ReferenceNumber,
            PreviousReferenceNumber = line.PreviousReferenceNumber,
            IsCredit = line.Credit,
            Volume = line.Volume,
            Unit = line.Unit,
            AmountCents = line.AmountCents,
            RateE8 = line.RateE8,
            RateUnit = line.RateUnit,
            RoundingRule = line.RoundingRule,
            AcceptedAt = e.RecordedAt ?? EventMoment.Of(eventId),
            ProviderId = e.ProviderId,
            AllocationId = line.AllocationId,
            ClientPseudonym = line.ClientPseudonym,
            AllocationKind = line.AllocationKind ?? "specific",
        }),
    ];

    private const string AddToSum = """
        UPDATE ledger_sum
        SET volume = volume + @Volume, amount_cents = amount_cents + @AmountCents, line_count = line_count + @LineCount
        WHERE contract_id = @ContractId AND month = @Month AND product_id = @ProductId AND municipality_code = @MunicipalityCode AND unit = @Unit
        """;
}
