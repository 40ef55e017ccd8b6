using Grpc.Core;
using Inkoop.Dispositions.Allocations;
using Inkoop.Dispositions.Clients;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions;

// Finds dispositions by number, or by a whole BSN through its keyed hash; never by a name or a part of a BSN, which nobody needs and
// which would invite looking around. Who looks by BSN says why.
public sealed partial class DispositionRpc
{
    public override async Task<ListDispositionsReply> ListDispositions(ListDispositionsRequest request, ServerCallContext context)
    {
        var check = new Check();
        var search = check.Text(request.Search, "search", 0, 50);
        if (request.MunicipalityCode.Length > 0)
            ReadMunicipality(check, request.MunicipalityCode);
        check.That(request.Bsn.Length == 0 || Ijw.Bsn.IsValid(request.Bsn), "bsn", "bsn_invalid", "Geen geldig burgerservicenummer.");
        var purpose = check.Text(request.Purpose, "purpose", request.Bsn.Length == 0 ? 0 : 1, 200);
        check.ThrowIfAny();
        var take = PageToken.Size(request.PageSize);
        var filter = new
        {
            municipality = request.MunicipalityCode,
            search = search.Length == 0 ? "" : Dialect.Like(search),
            persons = request.Bsn.Length == 0 ? [] : await FindAsync(request.Bsn, purpose, context),
            skip = PageToken.Read(request.PageToken),
            take = take + 1,
        };
        var where = Conditions.Where(
            (filter.municipality.Length > 0, "d.municipality_code = @municipality"),
            (filter.search.Length > 0, @"d.number LIKE @search ESCAPE '\'"),
            (request.Bsn.Length > 0, "d.client_pseudonym IN @persons"));
        var ct = context.CancellationToken;
        return await database.ReadAsync(async connection =>
        {
            var page = await connection.QueryAsync<DispositionRow>(database.Dialect.Page($"{DispositionPage} {where} ORDER BY d.recorded_at DESC, d.disposition_id DESC"), filter, ct);
            var reply = new ListDispositionsReply
            {
                TotalCount = await connection.ScalarAsync<long>($"{DispositionCount} {where}", filter, ct),
                NextPageToken = PageToken.Next(filter.skip, take, page.Count),
            };
            var shown = page.Take(take).Select(row => row.ToWire()).ToList();
            var allocations = shown.Count == 0
                ? []
                : await connection.QueryAsync<AllocationRow>(AllocationsOfDispositions, new { ids = page.Take(take).Select(row => row.DispositionId).InList() }, ct);
            var byDisposition = allocations.ToLookup(row => row.DispositionId.ToString());
            foreach (var disposition in shown)
                disposition.Allocations.AddRange(byDisposition[disposition.DispositionId].Select(row => row.ToWire()));
            reply.Dispositions.AddRange(shown);
            return reply;
        }, ct);
    }

    // Logged before the answer: who was looked for, by whom and why.
    private Task<IReadOnlyList<string>> FindAsync(string bsn, string purpose, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        return database.ChangeAsync(caller.Actor, work => clients.FindAsync(work, caller, bsn, purpose), context.CancellationToken);
    }

    private const string DispositionPage = """
        SELECT d.disposition_id, d.version, d.number, d.municipality_code, d.issued_on, d.referrer, d.forced, d.client_pseudonym, d.recorded_at
        FROM disposition d
        """;

    private const string DispositionCount = "SELECT COUNT(*) FROM disposition d";
}
