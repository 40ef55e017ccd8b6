using Grpc.Core;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Reviews.Packs;
using Inkoop.Wire;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Reviews;

// An action (afspraak) with an owner and a day: carried to every next review until it is closed. It may be agreed after signing too.
public sealed partial class ReviewRpc
{
    public override Task<AddActionReply> AddAction(AddActionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var contractId = check.Id(request.ContractId, "contract_id");
        var quarter = CheckQuarter(check, request.Quarter);
        var text = CheckText(check, request.Text, "text", 1, 500);
        var owner = CheckText(check, request.Owner, "owner", 1, 100);
        var dueOn = check.Date(request.DueOn, "due_on");
        check.That(dueOn == default || quarter == default || dueOn >= quarter.FirstDay, "due_on", "due_before_quarter", "De einddatum ligt voor het kwartaal.");
        check.ThrowIfAny();

        var caller = Caller.Of(context);
        return database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            await ReachAsync(work.Connection, work.Transaction, caller, contractId, quarter);
            var action = new ActionRow
            {
                ActionId = Guid.CreateVersion7(work.Now),
                Version = 1,
                ContractId = contractId,
                RaisedIn = quarter.ToString(),
                Text = text,
                Owner = owner,
                DueOn = dueOn,
                RaisedOn = Today(),
            };
            await work.InsertManyAsync("review_action", [action]);
            await BumpReviewAsync(work, contractId, quarter.ToString());
            work.Emit($"action/{action.ActionId}", action.Version, ToEvent(action));
            return new AddActionReply { Action = Pack.ToAction(action, Today()) };
        });
    }

    /// <summary>An action is part of what a signer has seen, so it makes the review's next version; the first one makes the review.</summary>
    private static async Task BumpReviewAsync(UnitOfWork work, Guid contractId, string quarter)
    {
        if (await work.ExecuteAsync(BumpReview, new { contractId, quarter }) == 0)
            await work.ExecuteAsync(InsertReview, new { contractId, quarter });
    }

    private static ActionRecorded ToEvent(ActionRow action) => new()
    {
        ActionId = action.ActionId,
        Version = action.Version,
        ContractId = action.ContractId,
        Quarter = action.RaisedIn,
        Text = action.Text,
        Owner = action.Owner,
        DueOn = action.DueOn,
        ClosedOn = action.ClosedOn,
        Result = action.Result,
    };

    private const string BumpReview = "UPDATE review SET version = version + 1 WHERE contract_id = @contractId AND quarter = @quarter";

    private const string InsertReview = "INSERT INTO review (contract_id, quarter, version) VALUES (@contractId, @quarter, 1)";
}
