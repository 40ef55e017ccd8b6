using System.Data.Common;
using Grpc.Core;
using Inkoop.Agreements;
using Inkoop.Contracts.Amending;
using Inkoop.Funding;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts;

// The tariffs of many contracts rise by one percentage from a day. Every contract that changes gets one version; when one of them refuses, none changes.
public sealed partial class ContractRpc
{
    private const int MostIndexed = 500;

    public override Task<IndexTariffsReply> IndexTariffs(IndexTariffsRequest request, ServerCallContext context) =>
        database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var (terms, because) = ReadIndexation(request);
            var indexed = await IndexedAsync(work.Connection, work.Transaction, request, terms);
            if (!indexed.Any(contract => contract.Changes))
                throw new Refused("nothing_changed", "Geen enkel tarief verandert hierdoor.");
            foreach (var contract in indexed.Where(contract => contract.Changes).Select(contract => contract.Contract))
            {
                await ContractStore.SaveAsync(work, contract, because);
                work.Emit($"contract/{contract.ContractId}", contract.Version, new ContractAmended
                {
                    ContractId = contract.ContractId,
                    Version = contract.Version,
                    EffectiveFrom = because.EffectiveFrom,
                    Reason = because.Reason,
                    Clause = because.Clause!,
                    RecordedAt = work.Now,
                    Terms = contract.ToTerms(),
                });
            }
            return Reply(indexed);
        });

    public override Task<IndexTariffsReply> PreviewIndexation(IndexTariffsRequest request, ServerCallContext context) =>
        database.ReadAsync(async connection => Reply(await IndexedAsync(connection, null, request, ReadIndexation(request).Terms)), context.CancellationToken);

    private static (IndexationTerms Terms, Because Because) ReadIndexation(IndexTariffsRequest request)
    {
        var check = new Check();
        check.That(request.Contracts.Count is >= 1 and <= MostIndexed, "contracts", "out_of_range", $"Kies 1 tot {MostIndexed} contracten.");
        foreach (var (i, contract) in request.Contracts.Take(MostIndexed).Index())
            check.Id(contract.ContractId, $"contracts[{i}].contract_id");
        check.That(request.Contracts.Select(contract => contract.ContractId).Distinct().Count() == request.Contracts.Count, "contracts", "duplicate", "Een contract staat er twee keer.");
        var from = check.Date(request.EffectiveFrom, "effective_from");
        var byIndex = request.Percent.Length == 0;
        check.That(!byIndex || request.Index is not null, "percent", "required", "Geef een percentage, of de cijfers voor loon en prijs.");
        // A percentage beyond these is a factor or a number of basis points.
        Fraction? percent = byIndex ? null : check.Decimal(request.Percent, "percent", -25m, 25m);
        var index = byIndex && request.Index is { } figures ? ReadIndex(figures, from.Year, check) : null;
        check.That(request.Decimals is 0 or (>= 2 and <= 8), "decimals", "out_of_range", "Een tarief krijgt 2 tot 8 decimalen.");
        var reason = check.Text(request.Reason, "reason", 1, 500);
        var clause = check.Text(request.Clause, "clause", 1, 200);
        check.ThrowIfAny();
        return (new IndexationTerms
        {
            From = from,
            Percent = percent,
            Index = index,
            Decimals = request.Decimals == 0 ? 8 : request.Decimals,
            ProductIds = request.ProductIds.ToHashSet(),
        }, new Because(reason, from, clause));
    }

    private static Funding.IndexYear ReadIndex(Wire.Contracts.V1.IndexYear figures, int year, Check check)
    {
        Fraction Percent(string text, string field) => check.Decimal(text, $"index.{field}", -25m, 25m);
        var forecast = new IndexFigures(Percent(figures.ForecastOva, "forecast_ova"), Percent(figures.ForecastPpc, "forecast_ppc"));
        // The after-correction takes what was forecast from what became of it, for wages and for prices: with three of the four there is none.
        if (figures.PreviousForecastOva.Length + figures.PreviousForecastPpc.Length + figures.PreviousDefinitiveOva.Length + figures.PreviousDefinitivePpc.Length == 0)
            return new(year, forecast);
        return new(year, forecast,
            new(Percent(figures.PreviousForecastOva, "previous_forecast_ova"), Percent(figures.PreviousForecastPpc, "previous_forecast_ppc")),
            new(Percent(figures.PreviousDefinitiveOva, "previous_definitive_ova"), Percent(figures.PreviousDefinitivePpc, "previous_definitive_ppc")));
    }

    private static async Task<List<IndexedState>> IndexedAsync(DbConnection connection, DbTransaction? transaction, IndexTariffsRequest request, IndexationTerms terms)
    {
        var indexed = new List<IndexedState>(request.Contracts.Count);
        foreach (var contract in request.Contracts)
            indexed.Add(TariffIndexation.Apply(
                await ContractStore.LoadAsync(connection, transaction, Guid.ParseExact(contract.ContractId, "D"), contract.ExpectedVersion), terms));
        return indexed;
    }

    private static IndexTariffsReply Reply(List<IndexedState> indexed)
    {
        var reply = new IndexTariffsReply();
        foreach (var one in indexed)
        {
            var contract = new IndexedContract
            {
                ContractId = one.Contract.ContractId.ToString(),
                Number = one.Contract.Number,
                ProviderName = one.Contract.ProviderName ?? "",
                Version = one.Changes ? one.Contract.Version : 0,
                Percent = one.Percent.ToText(8),
            };
            contract.Tariffs.AddRange(one.Rates.Select(rate => new IndexedTariff
            {
                ProductId = rate.Product.ProductId,
                Description = rate.Product.Description,
                RateBefore = rate.BeforeE8 == 0 ? "" : E8.Text(rate.BeforeE8),
                RateAfter = rate.AfterE8 == 0 ? "" : E8.Text(rate.AfterE8),
                Skipped = rate.Skipped,
            }));
            reply.Contracts.Add(contract);
        }
        return reply;
    }
}
