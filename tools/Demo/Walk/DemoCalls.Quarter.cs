using System.Globalization;
using Inkoop.Demo.Plan;
using Inkoop.Platform.Identity;
using Inkoop.Wire;
using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Demo.Walk;

// The quarter: providers submit their indicators in one stream, buyer and provider review, agree and sign.
internal sealed partial class DemoCalls
{
    private static readonly string[] corrections = ["Dubbel geteld traject verwijderd.", "Nagekomen uitkomst verwerkt.", "Telfout in de eigen registratie hersteld."];

    /// <param name="corrected">Send the corrections of these rows in place of the rows.</param>
    public async Task SubmitAsync(string agbCode, IReadOnlyList<PlannedSubmission> rows, bool corrected, CancellationToken cancellationToken)
    {
        var client = new IndicatorService.IndicatorServiceClient(await backend.AsAsync("indicators", Role.Provider, agbCode));
        using var call = client.SubmitIndicators(cancellationToken: cancellationToken);
        for (var i = 0; i < rows.Count; i++)
        {
            var planned = rows[i];
            var number = plan.Contracts[planned.ContractIndex].Number;
            await call.RequestStream.WriteAsync(new SubmitIndicatorsRequest
            {
                Row = new SubmissionRow
                {
                    RowNumber = i + 1,
                    RequestId = RequestId(string.Create(CultureInfo.InvariantCulture, $"{(corrected ? "correct" : "submit")}-{number}-{planned.Quarter}-{planned.Indicator}")),
                    ContractNumber = number,
                    IndicatorCode = planned.Indicator,
                    Quarter = planned.Quarter,
                    Numerator = corrected ? planned.CorrectedNumerator!.Value : planned.Numerator,
                    Denominator = planned.Denominator,
                    ExpectedVersion = corrected ? 1 : 0,
                    CorrectionReason = corrected ? corrections[planned.ContractIndex % corrections.Length] : "",
                },
            }, cancellationToken);
        }

        await call.RequestStream.CompleteAsync();
        var reply = await call.ResponseAsync;
        Interlocked.Add(ref surprises, reply.RejectedCount);
    }

    /// <summary>The talk about one contract and quarter: what was agreed last time is closed, new actions are agreed, the sides sign.</summary>
    public async Task ReviewAsync(PlannedReview planned, CancellationToken cancellationToken)
    {
        var contract = plan.Contracts[planned.ContractIndex];
        var contractId = await ContractIdAsync(planned.ContractIndex, cancellationToken);
        var buyer = new ReviewService.ReviewServiceClient(await backend.AsAsync("reviews", Role.ContractManager));
        await CloseAsync(buyer, planned, contractId, cancellationToken);

        var item = $"{contract.Number}-{planned.Quarter}";
        for (var i = 0; i < planned.Actions.Count; i++)
        {
            await buyer.AddActionAsync(new AddActionRequest
            {
                RequestId = RequestId(string.Create(CultureInfo.InvariantCulture, $"action-{item}-{i}")),
                ContractId = contractId,
                Quarter = planned.Quarter,
                Text = planned.Actions[i].Text,
                Owner = planned.Actions[i].Owner,
                DueOn = Iso(planned.Actions[i].DueOn),
            }, cancellationToken: cancellationToken);
        }

        if (!planned.BuyerSigns)
            return;
        // The version signed for is read, so a repeat could not have the same content: what stands already is not signed again.
        var review = (await buyer.GetReviewAsync(new GetReviewRequest { ContractId = contractId, Quarter = planned.Quarter }, cancellationToken: cancellationToken)).Review;
        if (review.BuyerSignature is null)
        {
            review = (await buyer.SignReviewAsync(new SignReviewRequest
            {
                RequestId = RequestId("sign-buyer-" + item),
                ContractId = contractId,
                Quarter = planned.Quarter,
                ExpectedVersion = review.Version,
                SignedBy = "contractmanager",
            }, cancellationToken: cancellationToken)).Review;
        }

        if (!planned.ProviderSigns || review.ProviderSignature is not null)
            return;
        var provider = new ReviewService.ReviewServiceClient(await backend.AsAsync("reviews", Role.Provider, contract.AgbCode));
        await provider.SignReviewAsync(new SignReviewRequest
        {
            RequestId = RequestId("sign-provider-" + item),
            ContractId = contractId,
            Quarter = planned.Quarter,
            ExpectedVersion = review.Version,
            SignedBy = "manager zorg",
            CounterView = planned.CounterView,
        }, cancellationToken: cancellationToken);
    }

    private async Task CloseAsync(ReviewService.ReviewServiceClient buyer, PlannedReview planned, string contractId, CancellationToken cancellationToken)
    {
        var before = Quarter.Parse(planned.Quarter).Previous.ToString();
        var done = plan.Reviews.FirstOrDefault(review => review.ContractIndex == planned.ContractIndex && review.Quarter == before)?.Actions.Where(action => action.Result.Length > 0).ToList();
        if (done is not { Count: > 0 })
            return;
        var raised = (await buyer.GetReviewAsync(new GetReviewRequest { ContractId = contractId, Quarter = before }, cancellationToken: cancellationToken)).Review.Actions;
        foreach (var action in done)
        {
            if (raised.FirstOrDefault(other => other.Text == action.Text && other.RaisedIn == before && other.Status == ActionStatus.Open) is not { } open)
                continue;
            await buyer.CloseActionAsync(
                new CloseActionRequest { RequestId = RequestId("close-" + open.ActionId), ActionId = open.ActionId, ExpectedVersion = open.Version, Result = action.Result },
                cancellationToken: cancellationToken);
        }
    }
}
