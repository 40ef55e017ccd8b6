using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Reviews.Projections;

/// <summary>
/// Production (productie) added up as judged lines arrive, so that opening a pack adds up nothing. Money and volume count in the quarter
/// of the product period; the numbers of accepted and rejected lines in that of the declared month, the only one a rejected line has.
/// </summary>
public sealed class Production : Projection, IConsumer<LinesJudged>
{
    public Production(ReviewsDatabase database) : base(database, "production", ["production", "production_quarter"]) => On<LinesJudged>(Apply);

    public Task Consume(ConsumeContext<LinesJudged> context) => ApplyAsync(context);

    private static async Task Apply(UnitOfWork work, LinesJudged e)
    {
        // Always in key order: two consumers that touch the same rows then wait for each other and never in a circle.
        foreach (var cell in CellsOf(e.Accepted).OrderBy(cell => cell.ContractId).ThenBy(cell => cell.Quarter, StringComparer.Ordinal)
            .ThenBy(cell => cell.ProductId, StringComparer.Ordinal).ThenBy(cell => cell.MunicipalityCode, StringComparer.Ordinal).ThenBy(cell => cell.Unit, StringComparer.Ordinal))
        {
            if (await work.ExecuteAsync(AddToCell, cell) == 0)
                await work.ExecuteAsync(InsertCell, cell);
        }

        foreach (var total in TotalsOf(e).OrderBy(total => total.ContractId).ThenBy(total => total.Quarter, StringComparer.Ordinal))
        {
            if (await work.ExecuteAsync(AddToTotal, total) == 0)
                await work.ExecuteAsync(InsertTotal, total);
        }
    }

    /// <summary>Per contract, quarter, product, municipality and unit; a credit takes off what its debit added.</summary>
    public static IEnumerable<Cell> CellsOf(IEnumerable<AcceptedLine> lines) =>
        lines.GroupBy(line => (line.ContractId, Quarter: Quarter.Of(line.From).ToString(), line.ProductId, line.MunicipalityCode, line.Unit))
            .Select(group => new Cell
            {
                ContractId = group.Key.ContractId,
                Quarter = group.Key.Quarter,
                ProductId = group.Key.ProductId,
                MunicipalityCode = group.Key.MunicipalityCode,
                Unit = group.Key.Unit,
                Volume = group.Sum(line => line.Credit ? -line.Volume : line.Volume),
                AmountCents = group.Sum(line => line.Credit ? -line.AmountCents : line.AmountCents),
                LineCount = group.Count(),
            });

    public static IEnumerable<Total> TotalsOf(LinesJudged e)
    {
        var declared = Quarter.Of(e.DeclaredMonth).ToString();
        return e.Accepted
            .Select(line => new Total
            {
                ContractId = line.ContractId,
                Quarter = Quarter.Of(line.From).ToString(),
                AmountCents = line.Credit ? -line.AmountCents : line.AmountCents,
            })
            .Concat(e.Accepted.Select(line => new Total { ContractId = line.ContractId, Quarter = declared, AcceptedLineCount = 1 }))
            .Concat(e.Rejected.Where(line => line.ContractId is not null).Select(line => new Total { ContractId = line.ContractId!.Value, Quarter = declared, RejectedLineCount = 1 }))
            .GroupBy(total => (total.ContractId, total.Quarter))
            .Select(group => new Total
            {
                ContractId = group.Key.ContractId,
                Quarter = group.Key.Quarter,
                AmountCents = group.Sum(total => total.AmountCents),
                AcceptedLineCount = group.Sum(total => total.AcceptedLineCount),
                RejectedLineCount = group.Sum(total => total.RejectedLineCount),
            });
    }

    private const string AddToCell =
        """
        UPDATE production SET volume = volume + @Volume, amount_cents = amount_cents + @AmountCents, line_count = line_count + @LineCount
        WHERE contract_id = @ContractId AND quarter = @Quarter AND product_id = @ProductId AND municipality_code = @MunicipalityCode AND unit = @Unit
        """;

    private const string InsertCell =
        """
        INSERT INTO production (contract_id, quarter, product_id, municipality_code, unit, volume, amount_cents, line_count)
        VALUES (@ContractId, @Quarter, @ProductId, @MunicipalityCode, @Unit, @Volume, @AmountCents, @LineCount)
        """;

    private const string AddToTotal =
        """
        UPDATE production_quarter SET amount_cents = amount_cents + @AmountCents,
            accepted_line_count = accepted_line_count + @AcceptedLineCount, rejected_line_count = rejected_line_count + @RejectedLineCount
        WHERE contract_id = @ContractId AND quarter = @Quarter
        """;

    private const string InsertTotal =
        """
        INSERT INTO production_quarter (contract_id, quarter, amount_cents, accepted_line_count, rejected_line_count)
        VALUES (@ContractId, @Quarter, @AmountCents, @AcceptedLineCount, @RejectedLineCount)
        """;

    public sealed record Cell
    {
        public required Guid ContractId { get; init; }
        public required string Quarter { get; init; }
        public required string ProductId { get; init; }
        public required string MunicipalityCode { get; init; }
        public required string Unit { get; init; }
        public required long Volume { get; init; }
        public required long AmountCents { get; init; }
        public required long LineCount { get; init; }
    }

    public sealed record Total
    {
        public required Guid ContractId { get; init; }
        public required string Quarter { get; init; }
        public long AmountCents { get; init; }
        public long AcceptedLineCount { get; init; }
        public long RejectedLineCount { get; init; }
    }
}
