using System.Globalization;
using Grpc.Core;
using Inkoop.Dispositions.Allocations;
using Inkoop.Platform.Data;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions;

// Allocates a product of a signed contract to the client of a disposition (toewijzing) and tells the provider with a JW301. What the
// contract says is asked of Contracts before the transaction: no call waits while the database is locked. Instead of a product a whole
// category may be allocated (aspecifiek): then the provider chooses among what its contract has of it.
public sealed partial class DispositionRpc
{
    public override async Task<AllocateProductReply> AllocateProduct(AllocateProductRequest request, ServerCallContext context)
    {
        var check = new Check();
        var dispositionId = check.Id(request.DispositionId, "disposition_id");
        var contractId = check.Id(request.ContractId, "contract_id");
        var wholeCategory = request.Category.Length > 0;
        var productId = check.Text(request.ProductId, "product_id", wholeCategory ? 0 : 1, 20);
        check.That(!wholeCategory || productId.Length == 0, "product_id", "product_or_category", "Kies een product of een hele categorie, niet allebei.");
        check.That(!wholeCategory || request.Category.Length == 2 && request.Category.All(char.IsAsciiDigit), "category", "category_invalid", "Een productcategorie heeft twee cijfers.");
        check.That(request.Number is >= 0 and <= MaximumNumber, "number", "out_of_range", "Een toewijzingsnummer van 1 tot en met 999999999.");
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

        var disposition = await FindDispositionAsync(dispositionId, context.CancellationToken);
        var product = wholeCategory
            ? AllocationDecision.DecideCategory(wanted, request.Category, await AgreedProduct.AskCategoryAsync(contracts, contractId, request.Category, disposition.MunicipalityCode, wanted.StartsOn, context.CancellationToken))
            : await AgreedProduct.AskAsync(contracts, contractId, productId, disposition.MunicipalityCode, wanted.StartsOn, context.CancellationToken);
        var terms = product.Terms;
        var unit = wholeCategory ? "" : AllocationDecision.Decide(wanted, terms);

        return await database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var providerId = Guid.Parse(terms.ProviderId);
            await ProviderTurn.TakeAsync(work, providerId);
            var row = new AllocationRow
            {
                AllocationId = Guid.CreateVersion7(work.Now),
                Version = 1,
                Number = await NumberAsync(work, disposition.MunicipalityCode, request.Number),
                DispositionId = dispositionId,
                MunicipalityCode = disposition.MunicipalityCode,
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
            };
            if (AllocationDecision.Stacks(wanted, await work.QueryAsync<AllocationRow>(SameProduct, row)))
                throw new Refused("stacked", "Deze jeugdige heeft dit product bij deze aanbieder al in (een deel van) deze periode (OP259).");

            await work.InsertManyAsync("allocation", [row]);
            var messageId = await outgoing.SendAllocationsAsync(work, row);
            work.Emit($"allocation/{row.AllocationId}", row.Version, row.ToEvent());
            return new AllocateProductReply { Allocation = row.ToWire(), MessageId = messageId.ToString() };
        });
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

    private const string DispositionById =
        """
        SELECT disposition_id, version, number, municipality_code, issued_on, referrer, forced, client_pseudonym, recorded_at
        FROM disposition WHERE disposition_id = @dispositionId
        """;

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
