using System.Data.Common;
using System.Text.RegularExpressions;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Reviews.Packs;
using Inkoop.Wire;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Reviews;

// The pack (gespreksstuk) of a contract and quarter: live until both sides have signed, as signed from then on.
public sealed partial class ReviewRpc
{
    public override async Task<GetReviewReply> GetReview(GetReviewRequest request, ServerCallContext context)
    {
        var check = new Check();
        var contractId = check.Id(request.ContractId, "contract_id");
        var quarter = CheckQuarter(check, request.Quarter);
        check.ThrowIfAny();

        var caller = Caller.Of(context);
        return await database.ReadAsync(async connection =>
        {
            var contract = await ReachAsync(connection, null, caller, contractId, quarter);
            return new GetReviewReply { Review = await ReadAsync(connection, null, contract, quarter) };
        }, context.CancellationToken);
    }

    /// <summary>The review as a caller sees it: the live pack, or the frozen one with what changed later beside it.</summary>
    private async Task<Review> ReadAsync(DbConnection connection, DbTransaction? transaction, ContractRow contract, Quarter quarter)
    {
        var facts = await PackReader.FactsAsync(connection, transaction, contract, quarter);
        var live = Pack.Build(facts, quarter, Today());
        return facts.Review is { Frozen: true } frozen ? FrozenPack.Open(frozen, live) : live;
    }

    /// <summary>The contract, when the caller may see it and it was in force: a review exists for exactly those quarters.</summary>
    private static async Task<ContractRow> ReachAsync(DbConnection connection, DbTransaction? transaction, Caller caller, Guid contractId, Quarter quarter)
    {
        var contract = await PackReader.ContractAsync(connection, transaction, contractId);
        caller.MustReach(contract?.ProviderId ?? Guid.Empty);
        return contract is not null && contract.InForceIn(quarter) ? contract : throw new NotFound("review", $"{contractId}/{quarter}");
    }

    private DateOnly Today() => DutchDay.Of(clock.GetUtcNow());

    private static Quarter CheckQuarter(Check check, string text)
    {
        check.That(Quarter.TryParse(text, out var quarter), "quarter", "quarter_invalid", "Schrijf het kwartaal als jjjj-Qn, zoals 2026-Q1.");
        return quarter;
    }

    /// <summary>Free text that both sides and an auditor read for years: a citizen service number does not belong there.</summary>
    private static string CheckText(Check check, string value, string field, int minimum, int maximum)
    {
        var text = check.Text(value, field, minimum, maximum);
        check.That(!NineDigits().IsMatch(text), field, "personal_data", "Hier staat een getal van negen cijfers: vermeld geen burgerservicenummers.");
        return text;
    }

    [GeneratedRegex(@"(?<!\d)\d{9}(?!\d)")]
    private static partial Regex NineDigits();
}
