using Inkoop.Indicators.Registry;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Indicators.Reactions;

/// <summary>
/// Derives drop-out (uitval) per contract and quarter of the stop from what providers already report in their stop messages,
/// so that nobody has to count it again. Withdrawals undo; order and repetition do not matter.
/// </summary>
public sealed class DeriveDropOut(IndicatorsDatabase database) : IConsumer<CareStopped>
{
    public Task Consume(ConsumeContext<CareStopped> context) => database.ConsumeAsync<CareStopped>(context, "derive-drop-out", Apply);

    private static async Task Apply(UnitOfWork work, CareStopped e)
    {
        // The first report of a stop decides reason and quarter: a withdrawal undoes exactly what was counted.
        var known = await work.FirstOrDefaultAsync<StopRow>(FindStop, new { e.StopId });
        var stop = known ?? new StopRow { StopId = e.StopId, ContractId = e.ContractId, Quarter = Quarter.Of(e.StoppedOn).ToString(), Reason = e.Reason };
        var state = known is null ? StopState.Unknown : known.State == "withdrawn" ? StopState.Withdrawn : StopState.Reported;
        var change = DropOut.Delta(state, e.Withdrawn, stop.Reason);
        if (change.State == state)
            return;

        stop = stop with { State = change.State == StopState.Withdrawn ? "withdrawn" : "reported" };
        await work.ExecuteAsync(known is null ? InsertStop : WithdrawStop, stop);
        if (change is not { Numerator: 0, Denominator: 0 })
            await Count(work, stop, change);
    }

    private static async Task Count(UnitOfWork work, StopRow stop, DropOut.Change change)
    {
        var key = new { stop.ContractId, IndicatorCode = BasicSet.DropOut, stop.Quarter, change.Numerator, change.Denominator };
        if (await work.ExecuteAsync(AddToCount, key) == 0)
            await work.ExecuteAsync(InsertCount, key);
        var derived = await work.FirstOrDefaultAsync<DerivedRow>(FindCount, key)
            ?? throw new InvalidOperationException($"The count of {stop.ContractId} in {stop.Quarter} is gone within its own transaction.");
        work.Emit($"derived/{stop.ContractId}/{BasicSet.DropOut}/{stop.Quarter}", derived.Version, new IndicatorDerived
        {
            ContractId = stop.ContractId,
            Version = derived.Version,
            IndicatorCode = BasicSet.DropOut,
            Quarter = stop.Quarter,
            Numerator = derived.Numerator,
            Denominator = derived.Denominator,
        });
    }

    private const string FindStop = "SELECT stop_id, contract_id, quarter, reason, state FROM care_stop WHERE stop_id = @StopId";

    private const string InsertStop =
        "INSERT INTO care_stop (stop_id, contract_id, quarter, reason, state) VALUES (@StopId, @ContractId, @Quarter, @Reason, @State)";

    private const string WithdrawStop = "UPDATE care_stop SET state = @State WHERE stop_id = @StopId";

    private const string AddToCount =
        """
        UPDATE derived_indicator SET numerator = numerator + @Numerator, denominator = denominator + @Denominator, version = version + 1
        WHERE contract_id = @ContractId AND indicator_code = @IndicatorCode AND quarter = @Quarter
        """;

    private const string InsertCount =
        """
        INSERT INTO derived_indicator (contract_id, indicator_code, quarter, version, numerator, denominator)
        VALUES (@ContractId, @IndicatorCode, @Quarter, 1, @Numerator, @Denominator)
        """;

    private const string FindCount =
        """
        SELECT version, numerator, denominator FROM derived_indicator
        WHERE contract_id = @ContractId AND indicator_code = @IndicatorCode AND quarter = @Quarter
        """;

    private sealed record StopRow
    {
        public Guid StopId { get; init; }
        public Guid ContractId { get; init; }
        public string Quarter { get; init; } = "";
        public string Reason { get; init; } = "";
        public string State { get; init; } = "";
    }

    private sealed record DerivedRow
    {
        public long Version { get; init; }
        public long Numerator { get; init; }
        public long Denominator { get; init; }
    }
}
