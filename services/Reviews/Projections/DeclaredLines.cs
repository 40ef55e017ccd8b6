using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Reviews.Projections;

/// <summary>How many lines were accepted and rejected, in the quarter of the declared month: the only one a rejected line has.</summary>
public sealed class DeclaredLines : Projection, IConsumer<LinesJudged>
{
    public DeclaredLines(ReviewsDatabase database) : base(database, "declared-lines", ["declared_quarter"]) => On<LinesJudged>(Apply);

    public Task Consume(ConsumeContext<LinesJudged> context) => ApplyAsync(context);

    private static async Task Apply(UnitOfWork work, LinesJudged e)
    {
        // Always in key order: two consumers that touch the same rows then wait for each other and never in a circle.
        foreach (var row in Of(e).OrderBy(row => row.ContractId))
        {
            if (await work.ExecuteAsync(Add, row) == 0)
                await work.InsertManyAsync("declared_quarter", [row]);
        }
    }

    public static IEnumerable<DeclaredQuarter> Of(LinesJudged e) =>
        e.Accepted.Select(line => (line.ContractId, Accepted: 1, Rejected: 0))
            .Concat(e.Rejected.Where(line => line.ContractId is not null).Select(line => (ContractId: line.ContractId!.Value, Accepted: 0, Rejected: 1)))
            .GroupBy(line => line.ContractId)
            .Select(same => new DeclaredQuarter
            {
                ContractId = same.Key,
                Quarter = Quarter.Of(e.DeclaredMonth).ToString(),
                AcceptedLineCount = same.Sum(line => line.Accepted),
                RejectedLineCount = same.Sum(line => line.Rejected),
            });

    private const string Add =
        """
        UPDATE declared_quarter
        SET accepted_line_count = accepted_line_count + @AcceptedLineCount, rejected_line_count = rejected_line_count + @RejectedLineCount
        WHERE contract_id = @ContractId AND quarter = @Quarter
        """;

    public sealed record DeclaredQuarter
    {
        public required Guid ContractId { get; init; }
        public required string Quarter { get; init; }
        public required long AcceptedLineCount { get; init; }
        public required long RejectedLineCount { get; init; }
    }
}
