using Dapper;
using Grpc.Core;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts;

// Contracts by number, searched by part of number, title or provider. Providers and council readers get their own, signed ones only.
public sealed partial class ContractRpc
{
    public override async Task<ListContractsReply> ListContracts(ListContractsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var skip = PageToken.Read(request.PageToken);
        var take = PageToken.Size(request.PageSize);
        var check = new Check();
        var providerId = request.ProviderId.Length == 0 ? Guid.Empty : check.Id(request.ProviderId, "provider_id");
        check.ThrowIfAny();
        if (request.ProviderId.Length > 0) caller.MustReach(providerId);

        var where = Conditions.Where(
            (true, @"c.search_text LIKE @search ESCAPE '\'"),
            (request.ProviderId.Length > 0, "c.provider_id = @providerId"),
            (request.Status != ContractStatus.Unspecified, "c.status = @status"),
            (request.MunicipalityCode.Length > 0, BuysInIt.Replace("@code", "@municipalityCode", StringComparison.Ordinal)),
            (caller.IsProvider, "c.status = 'signed' AND c.provider_id IN @own"),
            (caller.Is(Role.CouncilReader), "c.status = 'signed' AND " + BuysInIt.Replace("@code", "@ownMunicipality", StringComparison.Ordinal)));
        var arguments = new
        {
            search = Dialect.Like(SearchText.Of(request.Search)),
            providerId,
            status = WireText.Name(request.Status),
            municipalityCode = request.MunicipalityCode,
            own = caller.ProviderIds.Select(id => id.ToString()), // Dapper passes the items of a list on without their handler
            ownMunicipality = caller.MunicipalityCode ?? "",
            skip,
            take = take + 1,
        };

        return await database.ReadAsync(async connection =>
        {
            var total = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM contract c {where}", arguments);
            var rows = (await connection.QueryAsync<SummaryRow>(database.Dialect.Page($"{SelectSummaries} {where} ORDER BY c.number_key, c.contract_id"), arguments)).ToList();
            var page = rows.Take(take).ToList();
            var buyers = page.Count == 0 ? [] : await connection.QueryAsync<BuyerCodeRow>(BuyersOf, new { ids = page.Select(row => row.ContractId.ToString()) });
            var byContract = buyers.ToLookup(buyer => buyer.ContractId, buyer => buyer.MunicipalityCode);
            var reply = new ListContractsReply { TotalCount = total, NextPageToken = PageToken.Next(skip, take, rows.Count) };
            reply.Contracts.AddRange(page.Select(row => ToWire(row, byContract[row.ContractId])));
            return reply;
        }, context.CancellationToken);
    }

    private static ContractSummary ToWire(SummaryRow row, IEnumerable<string> municipalityCodes)
    {
        var summary = new ContractSummary
        {
            ContractId = row.ContractId.ToString(),
            Number = row.Number,
            Title = row.Title,
            ProviderId = row.ProviderId?.ToString() ?? "",
            ProviderName = row.ProviderName ?? "",
            Status = row.Status == "signed" ? ContractStatus.Signed : ContractStatus.Draft,
            StartsOn = WireText.Day(row.StartsOn),
            EndsOn = WireText.Day(row.EndsOn),
            ProductCount = (int)row.ProductCount,
            Version = row.Version,
        };
        summary.MunicipalityCodes.AddRange(municipalityCodes);
        return summary;
    }

    private const string SelectSummaries = """
        SELECT c.contract_id, c.number, c.title, c.provider_id, c.provider_name, c.status, c.starts_on, c.ends_on, c.product_count, c.version
        FROM contract c
        """;

    private const string BuysInIt = "EXISTS (SELECT 1 FROM contract_buyer b WHERE b.contract_id = c.contract_id AND b.municipality_code = @code)";

    private const string BuyersOf = """
        SELECT DISTINCT contract_id, municipality_code FROM contract_buyer
        WHERE contract_id IN @ids ORDER BY contract_id, municipality_code
        """;

    private sealed record SummaryRow
    {
        public Guid ContractId { get; init; }
        public string Number { get; init; } = "";
        public string Title { get; init; } = "";
        public Guid? ProviderId { get; init; }
        public string? ProviderName { get; init; }
        public string Status { get; init; } = "";
        public DateOnly StartsOn { get; init; }
        public DateOnly EndsOn { get; init; }
        public long ProductCount { get; init; }
        public long Version { get; init; }
    }

    private sealed record BuyerCodeRow
    {
        public Guid ContractId { get; init; }
        public string MunicipalityCode { get; init; } = "";
    }
}
