using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Reviews.Projections;

/// <summary>Where lots stand in a year (stand van zaken), as it was last told.</summary>
public sealed class Standings : Projection, IConsumer<LotStanding>
{
    public Standings(ReviewsDatabase database) : base(database, "standings", ["lot_standing", "lot_mark"]) => On<LotStanding>(Apply);

    public Task Consume(ConsumeContext<LotStanding> context) => ApplyAsync(context);

    private static async Task Apply(UnitOfWork work, LotStanding e)
    {
        if (await work.ExecuteAsync(ReplaceOlder, e) == 0 && await work.ExecuteAsync(InsertIfAbsent, e) == 0)
            return;
        await work.ExecuteAsync("DELETE FROM lot_mark WHERE contract_id = @ContractId AND year = @Year AND lot_id = @LotId", e);
        await work.InsertManyAsync("lot_mark", [.. e.Marks.Select(mark => new MarkRow
        {
            ContractId = e.ContractId, Year = e.Year, LotId = e.LotId, Name = mark.Name, Value = mark.Value,
        })]);
    }

    private const string ReplaceOlder =
        """
        UPDATE lot_standing SET version = @Version, name = @Name, funding_model = @FundingModel
        WHERE contract_id = @ContractId AND year = @Year AND lot_id = @LotId AND version < @Version
        """;

    private const string InsertIfAbsent =
        """
        INSERT INTO lot_standing (contract_id, year, lot_id, version, name, funding_model)
        SELECT @ContractId, @Year, @LotId, @Version, @Name, @FundingModel
        WHERE NOT EXISTS (SELECT 1 FROM lot_standing WHERE contract_id = @ContractId AND year = @Year AND lot_id = @LotId)
        """;

    private sealed record MarkRow
    {
        public required Guid ContractId { get; init; }
        public required int Year { get; init; }
        public required string LotId { get; init; }
        public required string Name { get; init; }
        public required long Value { get; init; }
    }
}
