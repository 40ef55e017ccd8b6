using System.Globalization;
using Grpc.Core;
using Inkoop.Dispositions.Allocations;
using Inkoop.Platform.Data;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions;

// Allocates a product of a signed contract to the client of a disposition (toewijzing) and tells the provider with a JW301. It is judged by
// the contract as declarations are, over its whole period. Instead of a product a whole category may be allocated (aspecifiek): then the
// provider chooses among what its contract has of it. The disposition may come along: then both are recorded, or neither.
public sealed partial class DispositionRpc
{
    public override async Task<AllocateProductReply> AllocateProduct(AllocateProductRequest request, ServerCallContext context)
    {
        var check = new Check();
        var issue = request.Issue is null ? null : await ReadIssueAsync(request.Issue, check, "issue.", context.CancellationToken);
        check.That(issue is null || request.DispositionId.Length == 0, "disposition_id", "disposition_or_issue", "Noem een beschikking of geef een nieuwe mee, niet allebei.");
        var dispositionId = issue is null ? check.Id(request.DispositionId, "disposition_id") : default;
        var contractId = check.Id(request.ContractId, "contract_id");
        var wholeCategory = request.Category.Length > 0;
        var productId = check.Text(request.ProductId, "product_id", wholeCategory ? 0 : 1, 20);
        check.That(!wholeCategory || productId.Length == 0, "product_id", "product_or_category", "Kies een product of een hele categorie, niet allebei.");
        check.That(!wholeCategory || request.Category.Length == 2 && request.Category.All(char.IsAsciiDigit), "category", "category_invalid", "Een productcategorie heeft twee cijfers.");
        check.That(request.Number is >= 0 and <= MaximumNumber, "number", "out_of_range", "Een toewijzingsnummer van 1 tot en met 999999999.");
        check.That(Youth.Reasons.ContainsKey(request.ExtendedCare), "extended_care", "unknown", "Kies een van de redenen van verlengde jeugdhulp.");
        var wanted = new Wanted
        {
            Volume = request.Volume,
            Unit = request.Unit,
            Frequency = request.Frequency,
            StartsOn = check.Date(request.StartsOn, "starts_on"),
            EndsOn = check.OptionalDate(request.EndsOn, "ends_on"),
        };
        check.ThrowIfAny();
        if (request.BudgetCents != 0)
            throw new Refused("budget_not_supported", "Toewijzen met een budget kan nog niet: declaraties kunnen er nog niet aan worden getoetst (9369).");

        var standing = issue is null ? await FindDispositionAsync(dispositionId, context.CancellationToken) : null;
        var municipality = issue?.MunicipalityCode ?? standing!.MunicipalityCode;
        var contract = await KnownContract.ReadAsync(database, contracts, contractId, clock, context.CancellationToken);
        var (product, unit) = Judge(contractId, contract, municipality, productId, request.Category, wanted);
        var terms = product.Terms;

        return await database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var providerId = Guid.Parse(terms.ProviderId);
            await ProviderTurn.TakeAsync(work, providerId);
            var disposition = standing ?? await IssueOrFindAsync(work, issue!);
            CheckAge((await clients.OpenAsync(work, disposition.ClientPseudonym)).BirthDate, request.ExtendedCare, wanted);
            var row = new AllocationRow
            {
                AllocationId = Guid.CreateVersion7(work.Now),
                Version = 1,
                Number = await NumberAsync(work, municipality, request.Number),
                DispositionId = disposition.DispositionId,
                MunicipalityCode = municipality,
                ClientPseudonym = disposition.ClientPseudonym,
                ContractId = contractId,
                ContractNumber = terms.ContractNumber,
                ProviderId = providerId,
                ProviderAgbCode = terms.ProviderAgbCode,
                ProductId = product.ProductId,
                Kind = AllocationKinds.Of(product.Category, product.Code),
                Category = product.Category,
                Code = product.Code,
                Variant = terms.Variant == DeliveryVariant.Output ? "output" : "effort",
                Volume = wanted.Volume,
                Unit = unit,
                Frequency = wanted.Frequency,
                StartsOn = wanted.StartsOn,
                EndsOn = wanted.EndsOn,
                Status = AllocationRow.Allocated,
                AllocatedAt = work.Now,
                ExtendedCare = Youth.Reasons[request.ExtendedCare],
            };
            if (AllocationDecision.Stacks(wanted, await work.QueryAsync<AllocationRow>(SameProduct, row)))
                throw new Refused("stacked", "Deze jeugdige heeft dit product bij deze aanbieder al in (een deel van) deze periode (OP259).");

            await work.InsertManyAsync("allocation", [row]);
            var messageId = await outgoing.SendAllocationsAsync(work, row);
            work.Emit($"allocation/{row.AllocationId}", row.Version, row.ToEvent());
            return new AllocateProductReply { Allocation = row.ToWire(), MessageId = messageId.ToString(), Disposition = disposition.ToWire() };
        });
    }

    /// <summary>The product and the unit of the allocation. Throws <see cref="Invalid"/> or <see cref="Refused"/> when the contract does not carry it on each of its days.</summary>
    private static (AgreedProduct Product, string Unit) Judge(Guid contractId, KnownContract? contract, string municipality, string productId, string category, Wanted wanted)
    {
        var whole = category.Length > 0;
        var products = contract?.Terms.Products.Where(product => whole ? product.Category == category : product.ProductId == productId).ToList() ?? [];
        if (whole && contract is not null) products.AddRange(AgreedProduct.OfLots(contract.Terms, category));
        var agreed = products.Select(product => AgreedProduct.Of(contractId, contract!, product, municipality, wanted.StartsOn)).ToList();
        var product = whole ? AllocationDecision.DecideCategory(wanted, category, agreed) : agreed is [var only] ? only : new AgreedProduct("", "", new Terms());
        var unit = whole ? "" : AllocationDecision.Decide(wanted, product.Terms);

        var check = new Check();
        AllocationPeriod.Check(check, contract!.Terms, municipality, whole ? [.. products.Where(product => product.Variant == "effort")] : products, wanted);
        check.ThrowIfAny();
        return (product, unit);
    }

    private static void CheckAge(DateOnly born, ExtendedCare reason, Wanted wanted)
    {
        var check = new Check();
        Youth.CheckAge(check, born, Youth.Reasons[reason], wanted.StartsOn, wanted.EndsOn ?? wanted.StartsOn);
        check.ThrowIfAny();
    }

    private async Task<DispositionRow> FindDispositionAsync(Guid dispositionId, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => connection.FirstOrDefaultAsync<DispositionRow>(DispositionById, new { dispositionId }, cancellationToken), cancellationToken)
        ?? throw new NotFound("disposition", dispositionId);

    private static async Task<long> NumberAsync(UnitOfWork work, string municipality, long given)
    {
        if (given != 0)
            return await work.FirstOrDefaultAsync<string>(AllocationByNumber, new { municipality, number = given }) is null
                ? given
                : throw new Duplicate("allocation_number_taken", string.Create(CultureInfo.InvariantCulture, $"Toewijzingsnummer {given} bestaat al in deze gemeente (TR332)."));

        var highest = await work.ScalarAsync<long>("SELECT COALESCE(MAX(number), 0) FROM allocation WHERE municipality_code = @municipality", new { municipality });
        if (highest < MaximumNumber)
            return highest + 1;
        // Somebody gave the highest number there is by hand: fill the lowest gap instead.
        return await work.ScalarAsync<long?>(LowestGap, new { municipality })
            ?? throw new Refused("allocation_numbers_used_up", "Alle toewijzingsnummers van deze gemeente zijn gebruikt.");
    }

    private const long MaximumNumber = 999_999_999;

    private const string DispositionColumns = "disposition_id, version, number, municipality_code, issued_on, referrer, forced, client_pseudonym, recorded_at";

    private const string DispositionById = $"SELECT {DispositionColumns} FROM disposition WHERE disposition_id = @dispositionId";

    private const string AllocationByNumber = "SELECT allocation_id FROM allocation WHERE municipality_code = @municipality AND number = @number";

    private const string LowestGap =
        """
        SELECT MIN(candidate) FROM (
            SELECT 1 AS candidate
            UNION ALL
            SELECT a.number + 1 FROM allocation a WHERE a.municipality_code = @municipality) c
        WHERE candidate <= 999999999
          AND NOT EXISTS (SELECT 1 FROM allocation b WHERE b.municipality_code = @municipality AND b.number = candidate)
        """;

    private const string SameProduct =
        $"""
        SELECT {AllocationRow.Columns} FROM allocation a
        WHERE a.client_pseudonym = @ClientPseudonym AND a.provider_id = @ProviderId
          AND a.category = @Category AND (a.code = @Code OR a.code = '' OR @Code = '') AND a.status <> 'removed'
        """;
}
