using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Events;
using Inkoop.Wire.Platform.V1;
using Inkoop.Wire.Reviews.V1;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Reviews.ReviewEvents;

namespace Inkoop.Tests.Reviews;

/// <summary>The quarterly review through a real host: opening, agreeing, signing, correcting afterwards, and who sees what.</summary>
public sealed class QuarterlyReviewTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    private readonly Guid providerId = Guid.CreateVersion7();

    private ReviewService.ReviewServiceClient Manager() => app.Client<ReviewService.ReviewServiceClient>(Role.ContractManager);

    private ReviewService.ReviewServiceClient Provider(Guid? other = null) => app.Client<ReviewService.ReviewServiceClient>(Role.Provider, (other ?? providerId).ToString());

    [Fact]
    public async Task opens_with_everything_known_and_no_client_in_it()
    {
        var contract = await SignedContractAsync();
        await ProduceAsync(contract);
        for (var client = 0; client < 9; client++)
            await app.PublishAsync(Allocated(Guid.CreateVersion7(), 1, contract, $"pseudonym-{client}", "2025-12-01", client == 0 ? "2026-01-01" : null));
        var review = await OpenAsync(contract);

        review.ProviderName.ShouldBe("Stichting De Brug");
        review.Budget.ProducedQuarterCents.ShouldBe(28_000_000);
        review.Budget.Signal.ShouldBeTrue();
        review.Budget.AllocatedClientCount.ShouldBe(-1);
        review.Volumes.Single().AmountCents.ShouldBe(28_000_000);
        review.Indicators.Select(indicator => indicator.Colour).ShouldBe([Colour.Red, Colour.Missing]);
        review.Missing.Single().ShouldContain("te laat sinds 15 april 2026");
        review.History.Select(quarter => quarter.Quarter).ShouldBe(["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]);
        review.ToString().ShouldNotContain("pseudonym-");

        await app.PublishAsync(Allocated(Guid.CreateVersion7(), 1, contract, "pseudonym-9", "2026-03-31"));
        await app.PublishAsync(Allocated(Guid.CreateVersion7(), 1, contract, "pseudonym-9", "2026-03-31"));
        (await OpenAsync(contract)).Budget.AllocatedClientCount.ShouldBe(10);
    }

    [Fact]
    public async Task both_signatures_freeze_the_pack_and_later_corrections_stand_beside_it()
    {
        var contract = await SignedContractAsync();
        await ProduceAsync(contract);
        var action = (await Manager().AddActionAsync(NewAction(contract, "f-1"))).Action;
        (await Should.ThrowAsync<RpcException>(async () => await Manager().SignReviewAsync(Sign(contract, 0, "f-2")))).StatusCode.ShouldBe(StatusCode.Aborted);
        var once = (await Manager().SignReviewAsync(Sign(contract, 1, "f-3"))).Review;
        once.Frozen.ShouldBeFalse();
        once.BuyerSignature.SignedBy.ShouldBe("contractmanager");
        var twice = (await Provider().SignReviewAsync(Sign(contract, 2, "f-4", "Er zijn twee gezinnen verhuisd."))).Review;

        twice.Frozen.ShouldBeTrue();
        twice.ProviderSignature.CounterView.ShouldBe("Er zijn twee gezinnen verhuisd.");
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(twice.FrozenPackJson))).ShouldBe(twice.Digest);
        (await Provider().SignReviewAsync(Sign(contract, 2, "f-4", "Er zijn twee gezinnen verhuisd."))).Review.ShouldBe(twice);
        (await Should.ThrowAsync<RpcException>(async () => await Manager().SignReviewAsync(Sign(contract, 3, "f-5")))).StatusCode.ShouldBe(StatusCode.FailedPrecondition);

        await app.PublishAsync(Submitted(contract, "uitval", "2026-Q1", 2, 10, 200));
        var later = await OpenAsync(contract);
        later.FrozenPackJson.ShouldBe(twice.FrozenPackJson);
        later.Indicators.ShouldBe(twice.Indicators);
        later.CorrectedLater.Single().ShouldBe(new Change { What = "Uitval", Before = "38 van 200 (versie 1)", After = "10 van 200 (versie 2)" });

        var closed = (await Manager().CloseActionAsync(new CloseActionRequest { RequestId = "f-6", ActionId = action.ActionId, ExpectedVersion = 1, Result = "Besproken." })).Action;
        closed.Status.ShouldBe(ActionStatus.Closed);
        (await OpenAsync(contract)).Actions.Single().Result.ShouldBe("Besproken.");
        (await OpenAsync(contract)).Digest.ShouldBe(twice.Digest);

        var log = app.ClientOf<EventLogService.EventLogServiceClient>("reviews", Role.Auditor);
        (await log.ListEventsAsync(new ListEventsRequest { Service = "reviews", Subject = $"review/{contract}/2026-Q1" })).Events
            .Select(logged => logged.Type).ShouldBe([nameof(ReviewFrozen), nameof(ReviewSigned), nameof(ReviewSigned)]);
    }

    [Fact]
    public async Task what_changes_between_the_signatures_is_signed_again_before_the_pack_freezes()
    {
        var contract = await SignedContractAsync();
        await ProduceAsync(contract);
        var read = await OpenAsync(contract);
        await Manager().SignReviewAsync(Sign(contract, 0, "c-1"));
        await app.PublishAsync(Submitted(contract, "uitval", "2026-Q1", 2, 10, 200));

        var stale = Sign(contract, 1, "c-2");
        stale.ContentDigest = read.ContentDigest;
        (await Should.ThrowAsync<RpcException>(async () => await Provider().SignReviewAsync(stale))).StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        var now = await OpenAsync(contract);
        now.BuyerSignature.Outdated.ShouldBeTrue();
        var fresh = Sign(contract, 1, "c-3");
        fresh.ContentDigest = now.ContentDigest;
        (await Provider().SignReviewAsync(fresh)).Review.Frozen.ShouldBeFalse();
        var both = (await Manager().SignReviewAsync(Sign(contract, 2, "c-4"))).Review;
        both.Frozen.ShouldBeTrue();
        both.Indicators.Single(indicator => indicator.IndicatorCode == "uitval").Numerator.ShouldBe(10);
    }

    [Fact]
    public async Task the_list_counts_colours_as_the_pack_does_before_and_after_the_freeze()
    {
        var contract = await SignedContractAsync("Zoë Zorg");
        await ProduceAsync(contract);
        async Task<ReviewSummary> Listed() =>
            (await Manager().ListReviewsAsync(new ListReviewsRequest { Quarter = "2026-Q1", ProviderId = providerId.ToString(), Search = "zoe" })).Reviews.Single();

        var live = await Listed();
        (live.RedCount, live.AmberCount, live.GreenCount, live.MissingCount, live.UsedShare).ShouldBe((1, 0, 0, 1, "0.7000"));
        await Manager().SignReviewAsync(Sign(contract, 0, "l-1"));
        (await Listed()).BuyerSigned.ShouldBeTrue();
        await Provider().SignReviewAsync(Sign(contract, 1, "l-2"));
        await app.PublishAsync(Submitted(contract, "uitval", "2026-Q1", 2, 0, 200));
        await Manager().AddActionAsync(NewAction(contract, "l-3"));
        var done = (await Manager().AddActionAsync(NewAction(contract, "l-4"))).Action;
        await Manager().CloseActionAsync(new CloseActionRequest { RequestId = "l-5", ActionId = done.ActionId, ExpectedVersion = 1, Result = "Gedaan." });
        var frozen = await Listed();
        (frozen.RedCount, frozen.MissingCount, frozen.OpenActionCount, frozen.ProviderSigned).ShouldBe((1, 1, 1, true));

        (await Provider(Guid.CreateVersion7()).ListReviewsAsync(new ListReviewsRequest { Quarter = "2026-Q1" })).TotalCount.ShouldBe(0);
        (await Manager().ListReviewsAsync(new ListReviewsRequest { Quarter = "2028-Q1", ProviderId = providerId.ToString() })).TotalCount.ShouldBe(0);
    }

    [Fact]
    public async Task a_provider_sees_its_own_reviews_only_and_cannot_tell_anothers_from_none()
    {
        var contract = await SignedContractAsync();
        foreach (var asked in new[] { contract, Guid.CreateVersion7() })
        {
            var stranger = Provider(Guid.CreateVersion7());
            (await Should.ThrowAsync<RpcException>(async () => await stranger.GetReviewAsync(new GetReviewRequest { ContractId = asked.ToString(), Quarter = "2026-Q1" }))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
            (await Should.ThrowAsync<RpcException>(async () => await stranger.AddActionAsync(NewAction(asked, "s-1")))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
            (await Should.ThrowAsync<RpcException>(async () => await stranger.SignReviewAsync(Sign(asked, 0, "s-2")))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        }
        (await Should.ThrowAsync<RpcException>(async () => await Manager().GetReviewAsync(new GetReviewRequest { ContractId = contract.ToString(), Quarter = "2024-Q4" }))).StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task refuses_a_buyers_counter_view_and_personal_data_with_every_fault_at_once()
    {
        var contract = await SignedContractAsync();
        (await Should.ThrowAsync<RpcException>(async () => await Manager().SignReviewAsync(Sign(contract, 0, "v-1", "oneens")))).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        var action = NewAction(contract, "v-2");
        action.Text = "Bel ouders van 123456782";
        (await Should.ThrowAsync<RpcException>(async () => await Manager().AddActionAsync(action))).Status.Detail.ShouldContain("text:");
        (action.Text, action.Owner, action.DueOn) = ("", "", "2026-02-30");
        var fault = await Should.ThrowAsync<RpcException>(async () => await Manager().AddActionAsync(action));
        fault.Status.Detail.ShouldContain("text:");
        fault.Status.Detail.ShouldContain("owner:");
        fault.Status.Detail.ShouldContain("due_on:");
    }

    private async Task<Guid> SignedContractAsync(string title = "Ambulante jeugdhulp")
    {
        var contract = Guid.CreateVersion7();
        await app.PublishAsync(new IndicatorDefined { Code = "uitval", Version = 1, Name = "Uitval", Kind = "proportion", Derived = true, ValidFrom = new DateOnly(2015, 1, 1) });
        await app.PublishAsync(new ContractSigned
        {
            ContractId = contract,
            Version = 2,
            Terms = Terms(providerId, number: contract.ToString(), title: title, kpis: [Kpi("uitval", 10_000_000, atMost: true), Kpi("tevredenheid", 750_000_000)]),
        });
        return contract;
    }

    private async Task ProduceAsync(Guid contract)
    {
        await app.PublishAsync(Judged("2026-01-01", [Line(contract, "2026-01-01", 29_000_000), Line(contract, "2026-01-01", 1_000_000, credit: true)]));
        await app.PublishAsync(Settled(contract, 2, 2026, 1, 28_000_000));
        await app.PublishAsync(Submitted(contract, "uitval", "2026-Q1", 1, 38, 200));
    }

    private async Task<Review> OpenAsync(Guid contract) =>
        (await Manager().GetReviewAsync(new GetReviewRequest { ContractId = contract.ToString(), Quarter = "2026-Q1" })).Review;

    private static AddActionRequest NewAction(Guid contract, string requestId) =>
        new() { RequestId = requestId, ContractId = contract.ToString(), Quarter = "2026-Q1", Text = "Uitval bespreken", Owner = "aanbieder, teamleider", DueOn = "2026-06-01" };

    private static SignReviewRequest Sign(Guid contract, long version, string requestId, string counterView = "") =>
        new() { RequestId = requestId, ContractId = contract.ToString(), Quarter = "2026-Q1", ExpectedVersion = version, SignedBy = "contractmanager", CounterView = counterView };
}
