using Grpc.Core;
using Inkoop.Platform.Rpc;
using Inkoop.Reviews.Packs;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Reviews;

// Closing an action with what came of it; only the buyer decides that it is done.
public sealed partial class ReviewRpc
{
    public override Task<CloseActionReply> CloseAction(CloseActionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var actionId = check.Id(request.ActionId, "action_id");
        var result = CheckText(check, request.Result, "result", 1, 500);
        check.ThrowIfAny();

        return database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var found = await work.FirstOrDefaultAsync<ActionRow>(FindAction, new { actionId }) ?? throw new NotFound("action", actionId);
            var closed = Close(found, request.ExpectedVersion, result, Today());
            if (await work.ExecuteAsync(StoreClosed, new { closed.ActionId, closed.Version, closed.ClosedOn, closed.Result, Expected = found.Version }) == 0)
                throw new Stale(found.Version + 1);
            await BumpReviewAsync(work, closed.ContractId, closed.RaisedIn);
            work.Emit($"action/{closed.ActionId}", closed.Version, ToEvent(closed));
            return new CloseActionReply { Action = Pack.ToAction(closed, Today()) };
        });
    }

    /// <exception cref="Stale">Somebody else changed the action.</exception>
    /// <exception cref="Refused">It is closed already.</exception>
    public static ActionRow Close(ActionRow action, long expectedVersion, string result, DateOnly today)
    {
        if (action.Version != expectedVersion)
            throw new Stale(action.Version);
        if (action.ClosedOn is not null)
            throw new Refused("action_closed", "Deze afspraak is al afgesloten.");
        return action with { Version = action.Version + 1, ClosedOn = today, Result = result };
    }

    private const string FindAction =
        "SELECT action_id, version, contract_id, raised_in, text, owner, due_on, raised_on, closed_on, result FROM review_action WHERE action_id = @actionId";

    private const string StoreClosed =
        "UPDATE review_action SET version = @Version, closed_on = @ClosedOn, result = @Result WHERE action_id = @ActionId AND version = @Expected";
}
