using Grpc.Core;
using Inkoop.Dispositions.Allocations;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions;

// A disposition with its allocations. Who the client is comes only with a purpose, and that reading is logged in the same transaction:
// who, when, which client, why.
public sealed partial class DispositionRpc
{
    public override async Task<GetDispositionReply> GetDisposition(GetDispositionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var dispositionId = check.Id(request.DispositionId, "disposition_id");
        var purpose = check.Text(request.Purpose, "purpose", 0, 200);
        check.ThrowIfAny();

        var disposition = await FindDispositionAsync(dispositionId, context.CancellationToken);
        var wire = disposition.ToWire();
        var rows = await database.ReadAsync(
            connection => connection.QueryAsync<AllocationRow>(AllocationsOfDispositions, new { ids = new[] { dispositionId }.InList() }, context.CancellationToken), context.CancellationToken);
        wire.Allocations.AddRange(rows.Select(row => row.ToWire()));
        if (purpose.Length > 0)
        {
            var caller = Caller.Of(context);
            var person = await database.ChangeAsync(caller.Actor, work => clients.ReadAsync(work, caller, disposition.ClientPseudonym, purpose), context.CancellationToken);
            wire.Client = person.ToClient();
        }

        return new GetDispositionReply { Disposition = wire };
    }

    private const string AllocationsOfDispositions =
        $"SELECT {AllocationRow.Columns} FROM allocation a WHERE a.disposition_id IN @ids ORDER BY a.allocated_at, a.number";
}
