using Grpc.Core;
using Inkoop.Dispositions.Allocations;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions;

// Allocations without personal data. A provider sees its own: another provider's contract or id gives it an empty page, not a hint.
public sealed partial class DispositionRpc
{
    public override async Task<ListAllocationsReply> ListAllocations(ListAllocationsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        var contractId = request.ContractId.Length == 0 ? (Guid?)null : check.Id(request.ContractId, "contract_id");
        var providerId = request.ProviderId.Length == 0 ? (Guid?)null : check.Id(request.ProviderId, "provider_id");
        if (request.MunicipalityCode.Length > 0)
            ReadMunicipality(check, request.MunicipalityCode);
        var search = check.Text(request.Search, "search", 0, 9);
        var kind = AllocationKinds.Read(request.Kind);
        check.That(kind is not null, "kind", "kind_invalid", "Onbekende soort toewijzing.");
        check.ThrowIfAny();
        if (providerId is { } asked)
            caller.MustReach(asked);

        var take = PageToken.Size(request.PageSize);
        var filter = new
        {
            contractId,
            providerId,
            own = caller.ProviderIds.InList(),
            municipality = request.MunicipalityCode,
            status = request.Status == AllocationStatus.Unspecified ? "" : StatusText(request.Status),
            kind,
            search = search.Length == 0 ? "" : Dialect.Like(search),
            skip = PageToken.Read(request.PageToken),
            take = take + 1,
        };
        var where = Conditions.Where(
            (contractId is not null, "a.contract_id = @contractId"),
            (providerId is not null, "a.provider_id = @providerId"),
            (caller.IsProvider, "a.provider_id IN @own"),
            (filter.municipality.Length > 0, "a.municipality_code = @municipality"),
            (filter.status.Length > 0, "a.status = @status"),
            (kind is { Length: > 0 }, "a.kind = @kind"),
            (filter.search.Length > 0, @"CAST(a.number AS varchar(9)) LIKE @search ESCAPE '\'"));
        var ct = context.CancellationToken;
        return await database.ReadAsync(async connection =>
        {
            var page = await connection.QueryAsync<AllocationRow>(database.Dialect.Page($"{AllocationPage} {where} ORDER BY a.allocated_at DESC, a.allocation_id DESC"), filter, ct);
            var reply = new ListAllocationsReply
            {
                TotalCount = await connection.ScalarAsync<long>($"{AllocationCount} {where}", filter, ct),
                NextPageToken = PageToken.Next(filter.skip, take, page.Count),
            };
            reply.Allocations.AddRange(page.Take(take).Select(row => row.ToWire()));
            return reply;
        }, ct);
    }

    private static string StatusText(AllocationStatus status) => status switch
    {
        AllocationStatus.Allocated => AllocationRow.Allocated,
        AllocationStatus.Started => AllocationRow.Started,
        AllocationStatus.Stopped => AllocationRow.Stopped,
        AllocationStatus.Removed => AllocationRow.Removed,
        _ => throw new Invalid("status", "status_invalid", "Onbekende status."),
    };

    private const string AllocationPage = $"SELECT {AllocationRow.Columns} FROM allocation a";

    private const string AllocationCount = "SELECT COUNT(*) FROM allocation a";
}
