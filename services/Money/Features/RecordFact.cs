using Google.Protobuf;
using Grpc.Core;
using Inkoop.Funding;
using Inkoop.Money.Cells;
using Inkoop.Money.Facts;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// A count, a report, a result or a breach is written down once. Providers tell their volume, cost, parts and unverified results; the rest is for the buyers.
public sealed partial class FactRpc
{
    public override async Task<RecordFactReply> RecordFact(RecordFactRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        if (request.Fact is not { } fact) throw new Invalid("fact", "required", "Zeg wat er wordt vastgelegd.");
        var known = await database.ReadAsync(connection => FactRead.ContextAsync(connection, caller, fact, default), context.CancellationToken);
        return await database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var check = new Check();
            var kept = FactCheck.Judge(fact, known with { Today = DutchDay.Of(work.Now) }, check);
            check.ThrowIfAny();
            await RefuseAfterVerificationAsync(work, known, kept);
            if (await StandingAsync(work, known, kept) is { } stands) return new RecordFactReply { Fact = FactRead.ToWire(stands) };

            var factId = Guid.CreateVersion7(work.Now);
            var row = new StoredFact
            {
                FactId = factId,
                NeedsCheck = StatementChecks.Needs(kept, known.Contract?.Lots.FirstOrDefault(lot => lot.LotId == kept.LotId), known.ByProvider, factId, await WasChosenAsync(work, known, kept)),
                ContractId = known.Contract?.ContractId,
                LotId = kept.LotId,
                Kind = FactCheck.NameOf(kept),
                Year = FactCheck.YearOf(kept),
                Document = JsonFormatter.Default.Format(kept),
                RecordedAt = work.Now,
                RecordedBy = work.Actor,
            };
            await work.InsertManyAsync("settlement_fact", [row]);
            await TouchCellsAsync(work, row);
            work.Emit(row.ContractId is { } id ? $"contract/{id}" : "region", 0, new FactRecorded
            {
                FactId = row.FactId,
                ContractId = row.ContractId,
                LotId = row.LotId,
                Kind = row.Kind,
                Year = row.Year,
                Content = row.Document,
                RecordedAt = row.RecordedAt,
                NeedsCheck = row.NeedsCheck,
            }, row.FactId);
            return new RecordFactReply { Fact = FactRead.ToWire(row) };
        });
    }

    /// <summary>The fact that says the same already, when it is the newest of its kind about the same; it is answered, and nothing is written.</summary>
    private static async Task<StoredFact?> StandingAsync(Platform.Data.UnitOfWork work, FactContext known, SettlementFact fact)
    {
        if (FactCheck.SameAs(fact) is not { } about) return null;
        var rows = (await work.QueryAsync<StoredFact>(
            $"SELECT * FROM settlement_fact WHERE {(known.Contract is null ? "contract_id IS NULL" : "contract_id = @ContractId")} AND kind = @Kind AND withdrawn_at IS NULL",
            new { known.Contract?.ContractId, Kind = FactCheck.NameOf(fact) })).Select(row => (Row: row, Fact: row.Content())).ToList();
        if (fact.Merger is { } merger) FactDecisions.MustAgree(merger, [.. rows.Select(one => one.Fact.Merger)]);
        var newest = rows.Where(one => one.Row.LotId == fact.LotId && FactCheck.SameAs(one.Fact) == about).OrderBy(one => one.Row.RecordedAt).ThenBy(one => one.Row.FactId).LastOrDefault();
        // What a buyer says too, it confirms by saying it.
        if (newest.Row is { NeedsCheck: true, ConfirmedAt: null } && !known.ByProvider) return null;
        return newest.Row is not null && JsonFormatter.Default.Format(fact) == newest.Row.Document ? newest.Row : null;
    }

    private static async Task<bool> WasChosenAsync(Platform.Data.UnitOfWork work, FactContext known, SettlementFact fact) =>
        known.ByProvider && StatementChecks.IsStatement(fact.KindCase) && (await work.QueryAsync<StoredFact>(
            "SELECT * FROM settlement_fact WHERE contract_id = @ContractId AND kind = @Kind AND needs_check = 1 AND confirmed_at IS NULL",
            new { known.Contract!.ContractId, Kind = FactCheck.NameOf(fact) })).Any(row => row.LotId == fact.LotId && FactCheck.SameAs(row.Content()) == FactCheck.SameAs(fact));

    private static Task TouchCellsAsync(Platform.Data.UnitOfWork work, StoredFact fact) =>
        fact.ContractId is { } contractId ? CellStore.TouchAsync(work, contractId) : CellStore.TouchAllAsync(work);

    // What was verified is replaced by whoever may verify, not by the one that is paid for it.
    private static async Task RefuseAfterVerificationAsync(Platform.Data.UnitOfWork work, FactContext known, SettlementFact fact)
    {
        if (!known.ByProvider || fact.Outcome is not { Measurement.Length: > 0 } outcome) return;
        var earlier = await work.QueryAsync<StoredFact>("SELECT * FROM settlement_fact WHERE contract_id = @ContractId AND kind = 'outcome' AND withdrawn_at IS NULL", new { known.Contract!.ContractId });
        if (earlier.Select(row => row.Content().Outcome).Any(one => one.Measurement == outcome.Measurement && one.VerifiedBy.Length > 0))
            throw new Refused("outcome_verified", "Deze meting is al onafhankelijk getoetst.");
    }
}
