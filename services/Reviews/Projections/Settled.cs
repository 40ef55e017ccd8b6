using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Reviews.Projections;

/// <summary>What every month of every lot comes to (afrekening), as it was last told: a month of an older version changes nothing.</summary>
public sealed class Settled : Projection, IConsumer<LotSettled>
{
    public Settled(ReviewsDatabase database) : base(database, "settled", ["settled_month", "settled_month_version"]) => On<LotSettled>(Apply);

    public Task Consume(ConsumeContext<LotSettled> context) => ApplyAsync(context);

    private static async Task Apply(UnitOfWork work, LotSettled e)
    {
        foreach (var month in e.Months.OrderBy(month => month.Month))
        {
            var version = new MonthVersion { ContractId = e.ContractId, Year = e.Year, LotId = e.LotId, Month = month.Month, Version = e.Version };
            if (await work.ExecuteAsync(RaiseVersion, version) == 0 && await work.ExecuteAsync(FirstVersion, version) == 0)
                continue;
            await work.ExecuteAsync("DELETE FROM settled_month WHERE contract_id = @ContractId AND year = @Year AND month = @Month AND lot_id = @LotId", version);
            await work.InsertManyAsync("settled_month", [.. month.Amounts.Select(amount => new SettledMonthRow
            {
                ContractId = e.ContractId,
                Year = e.Year,
                Month = month.Month,
                LotId = e.LotId,
                MunicipalityCode = amount.MunicipalityCode,
                ProductId = amount.ProductId,
                Unit = amount.Unit,
                Volume = amount.Volume,
                LineCount = amount.LineCount,
                AwardedCents = amount.AwardedCents,
                SettledCents = amount.SettledCents,
            })]);
        }
    }

    private const string RaiseVersion =
        """
        UPDATE settled_month_version SET version = @Version
        WHERE contract_id = @ContractId AND year = @Year AND month = @Month AND lot_id = @LotId AND version < @Version
        """;

    private const string FirstVersion =
        """
        INSERT INTO settled_month_version (contract_id, year, month, lot_id, version)
        SELECT @ContractId, @Year, @Month, @LotId, @Version
        WHERE NOT EXISTS (SELECT 1 FROM settled_month_version WHERE contract_id = @ContractId AND year = @Year AND month = @Month AND lot_id = @LotId)
        """;

    private sealed record MonthVersion
    {
        public required Guid ContractId { get; init; }
        public required int Year { get; init; }
        public required string LotId { get; init; }
        public required int Month { get; init; }
        public required long Version { get; init; }
    }

    private sealed record SettledMonthRow
    {
        public required Guid ContractId { get; init; }
        public required int Year { get; init; }
        public required int Month { get; init; }
        public required string LotId { get; init; }
        public required string MunicipalityCode { get; init; }
        public required string ProductId { get; init; }
        public required string Unit { get; init; }
        public required long Volume { get; init; }
        public required long LineCount { get; init; }
        public required long AwardedCents { get; init; }
        public required long SettledCents { get; init; }
    }
}
