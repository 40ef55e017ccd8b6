using Grpc.Core;
using Inkoop.Indicators.Registry;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Events;
using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Platform.V1;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Reviews.ReviewEvents;

namespace Inkoop.Tests.Indicators;

/// <summary>Submitting through a real host: streams, repeats, corrections, and who sees what.</summary>
public sealed class SubmitIndicatorsTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    private readonly Guid providerId = Guid.CreateVersion7();

    private IndicatorService.IndicatorServiceClient Provider(Guid? other = null) =>
        app.Client<IndicatorService.IndicatorServiceClient>(Role.Provider, (other ?? providerId).ToString());

    private IndicatorService.IndicatorServiceClient Manager() => app.Client<IndicatorService.IndicatorServiceClient>(Role.ContractManager);

    [Fact]
    public async Task the_basic_set_stands_in_the_registry_and_in_the_log_once()
    {
        var indicators = await Eventually.GetsAsync(async () => (await Manager().ListIndicatorsAsync(new ListIndicatorsRequest { AsOf = "2026-01-01" })).Indicators, found => found.Count > 0);
        indicators.Select(indicator => indicator.Code).ShouldBe(BasicSet.Definitions.Select(definition => definition.Code), ignoreOrder: true);
        indicators.Where(indicator => indicator.Derived).Select(indicator => indicator.Code).ShouldBe([BasicSet.DropOut]);
        (await Manager().ListIndicatorsAsync(new ListIndicatorsRequest { AsOf = "2014-12-31" })).Indicators.ShouldBeEmpty();
        var log = app.ClientOf<EventLogService.EventLogServiceClient>("indicators", Role.Auditor);
        (await log.ListEventsAsync(new ListEventsRequest { Service = "indicators", Subject = "indicator/uitval" })).Events.Count.ShouldBe(1);
    }

    [Fact]
    public async Task a_stream_over_the_size_of_a_transaction_keeps_every_good_row_and_can_be_sent_again()
    {
        var contracts = new List<Guid>();
        for (var i = 0; i < 45; i++)
            contracts.Add(await SignAsync(providerId, $"S-{i:00}", [.. BasicSet.Definitions.Where(definition => definition.Kind == IndicatorKinds.Proportion).Select(definition => definition.Code)]));
        string[] quarters = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"];
        var rows = (from contract in contracts from definition in BasicSet.Definitions where definition.Kind == IndicatorKinds.Proportion from quarter in quarters select (contract, definition.Code, quarter))
            .Select((row, number) => Row(row.contract, row.Code, row.quarter, number % 10 == 3 ? 300 : 150, 208, $"stream-{number}", number)).ToList();
        rows.Count.ShouldBe(1_350);

        var first = await SendAsync(Provider(), rows);
        first.Results.Select(result => result.RowNumber).ShouldBe(rows.Select(row => row.RowNumber));
        first.RejectedCount.ShouldBe(135);
        first.AcceptedCount.ShouldBe(1_215);
        first.Results.Where(result => !result.Accepted).SelectMany(result => result.Faults).ShouldAllBe(fault => fault.Field == "numerator" && fault.Code == "numerator_above_denominator");

        (await SendAsync(Provider(), rows)).ShouldBe(first);
        (await Manager().ListSubmissionsAsync(new ListSubmissionsRequest { ProviderId = providerId.ToString(), AllVersions = true })).TotalCount.ShouldBe(1_215);
    }

    [Fact]
    public async Task parallel_identical_calls_make_one_record()
    {
        var contract = await SignAsync(providerId, "P-1", BasicSet.DropOut);
        var row = Row(contract, BasicSet.DropOut, "2026-Q1", 4, 21, "same");
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(Provider(), [row])));
        replies.Select(reply => reply.Results.Single().SubmissionId).Distinct().Count().ShouldBe(1);
        replies.ShouldAllBe(reply => reply.Results.Single().Version == 1);
        (await Manager().ListSubmissionsAsync(new ListSubmissionsRequest { ContractId = contract.ToString(), AllVersions = true })).TotalCount.ShouldBe(1);
    }

    [Fact]
    public async Task a_correction_in_the_same_stream_makes_the_next_version_and_the_log_tells_both()
    {
        var contract = await SignAsync(providerId, "C-1", BasicSet.DropOut);
        var corrected = Row(contract, BasicSet.DropOut, "2026-Q1", 5, 21, "c-2", 2);
        (corrected.ExpectedVersion, corrected.CorrectionReason) = (1, "dubbel geteld");
        var reply = await SendAsync(Provider(), [Row(contract, BasicSet.DropOut, "2026-Q1", 4, 21, "c-1"), corrected, Row(contract, BasicSet.DropOut, "2026-Q1", 6, 21, "c-3", 3)]);
        reply.Results.Select(result => result.Version).ShouldBe([1, 2, 0]);
        reply.Results[2].Faults.Single().Code.ShouldBe("already_submitted");

        var again = Row(contract, BasicSet.DropOut, "2026-Q1", 7, 21, "c-4");
        (again.ExpectedVersion, again.CorrectionReason) = (2, "telfout");
        (await SendAsync(Provider(), [again])).Results.Single().Version.ShouldBe(3);

        var all = (await Provider().ListSubmissionsAsync(new ListSubmissionsRequest { ContractId = contract.ToString(), AllVersions = true })).Submissions;
        all.Select(submission => (submission.Version, submission.Numerator, submission.Current)).ShouldBe([(3, 7, true), (2, 5, false), (1, 4, false)]);
        all.Select(submission => submission.SubmissionId).Distinct().Count().ShouldBe(1);
        (await Provider().ListSubmissionsAsync(new ListSubmissionsRequest { ContractId = contract.ToString() })).Submissions.Single().Version.ShouldBe(3);
        var log = app.ClientOf<EventLogService.EventLogServiceClient>("indicators", Role.Auditor);
        (await log.ListEventsAsync(new ListEventsRequest { Service = "indicators", Subject = $"submission/{all[0].SubmissionId}" })).Events
            .Select(logged => logged.SubjectVersion).ShouldBe([3, 2, 1]);
    }

    [Fact]
    public async Task a_dry_run_finds_what_the_real_thing_finds_and_changes_nothing()
    {
        var contract = await SignAsync(providerId, "D-1", BasicSet.DropOut, BasicSet.Satisfaction);
        var rows = new[]
        {
            Row(contract, BasicSet.DropOut, "2026-Q1", 209, 208, "d-1", 1),
            Row(contract, BasicSet.Satisfaction, "2026-Q1", 80, 1, "d-2", 2),
            Row(contract, BasicSet.Satisfaction, "2026-Q1", 80, 1, "d-3", 3),
            Row(contract, BasicSet.GoalsReached, "2026-Q1", 1, 2, "d-4", 4),
        };
        var request = new ValidateSubmissionRequest { Rows = { rows } };
        var dry = await Provider().ValidateSubmissionAsync(request);
        dry.Results.Select(result => result.Faults.FirstOrDefault()?.Code).ShouldBe(["numerator_above_denominator", null, "already_submitted", "indicator_not_agreed"]);
        (await Provider().ValidateSubmissionAsync(request)).ShouldBe(dry);

        var real = await SendAsync(Provider(), rows);
        real.Results.Select(result => (result.RowNumber, result.Accepted, result.Faults)).ShouldBe(dry.Results.Select(result => (result.RowNumber, result.Accepted, result.Faults)));
    }

    [Fact]
    public async Task a_provider_reaches_its_own_contracts_only_and_cannot_tell_anothers_from_none()
    {
        var others = Guid.CreateVersion7();
        var theirs = await SignAsync(others, "O-1", BasicSet.DropOut);
        await app.PublishAsync(Stopped(Guid.CreateVersion7(), theirs, "2026-02-01", "32"));

        var replies = await SendAsync(Provider(), [Row(theirs, BasicSet.DropOut, "2026-Q1", 1, 2, "o-1"), Row(Guid.CreateVersion7(), BasicSet.DropOut, "2026-Q1", 1, 2, "o-2")]);
        replies.Results[0].Faults.ShouldBe(replies.Results[1].Faults);
        replies.Results[0].Faults.Single().Code.ShouldBe("not_yours");

        (await Should.ThrowAsync<RpcException>(async () => await Provider().ListDueSubmissionsAsync(new ListDueSubmissionsRequest { Quarter = "2026-Q1", ProviderId = others.ToString() }))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await Should.ThrowAsync<RpcException>(async () => await Provider().ListDueSubmissionsAsync(new ListDueSubmissionsRequest { Quarter = "2026-Q1", ContractId = theirs.ToString() }))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await Should.ThrowAsync<RpcException>(async () => await Provider().ListSubmissionsAsync(new ListSubmissionsRequest { ProviderId = others.ToString() }))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        foreach (var contract in new[] { theirs, Guid.CreateVersion7() })
            (await Should.ThrowAsync<RpcException>(async () => await Provider().ListDerivedAsync(new ListDerivedRequest { ContractId = contract.ToString() }))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await Provider().ListDerivedAsync(new ListDerivedRequest { Quarter = "2026-Q1" })).Derived.ShouldNotContain(derived => derived.ContractId == theirs.ToString());
        var seen = (await Manager().ListDerivedAsync(new ListDerivedRequest { ContractId = theirs.ToString(), Quarter = "2026-Q1" })).Derived.Single();
        (seen.Numerator, seen.Denominator).ShouldBe((1, 1));
    }

    [Fact]
    public async Task what_is_due_follows_the_contract_and_what_is_in()
    {
        var contract = await SignAsync(providerId, "Q-1", BasicSet.DropOut, BasicSet.Satisfaction);
        await SendAsync(Provider(), [Row(contract, BasicSet.DropOut, "2026-Q1", 0, 0, "q-1")]);
        var due = (await Provider().ListDueSubmissionsAsync(new ListDueSubmissionsRequest { Quarter = "2026-Q1", ContractId = contract.ToString() })).Due;
        due.Select(one => (one.IndicatorCode, one.Submitted, one.SubmissionVersion, one.DueOn)).ShouldBe(
            [(BasicSet.Satisfaction, false, 0, "2026-04-15"), (BasicSet.DropOut, true, 1, "2026-04-15")]);
        due.ShouldAllBe(one => one.Why.Length > 0 && one.MinutesEstimate > 0);
        (await Manager().ListDueSubmissionsAsync(new ListDueSubmissionsRequest { Quarter = "2026-Q1", ContractId = contract.ToString() })).Due.ShouldBe(due);
        (await Should.ThrowAsync<RpcException>(async () => await Manager().ListDueSubmissionsAsync(new ListDueSubmissionsRequest { Quarter = "2026-Q1" }))).StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    private async Task<Guid> SignAsync(Guid provider, string number, params string[] indicators)
    {
        await Eventually.GetsAsync(async () => (await Manager().ListIndicatorsAsync(new ListIndicatorsRequest())).Indicators.Count, count => count > 0);
        var contractId = Guid.CreateVersion7();
        await app.PublishAsync(new ContractSigned
        {
            ContractId = contractId,
            Version = 2,
            Terms = Terms(provider, number: $"{number}-{contractId}", kpis: [.. indicators.Select(code => Kpi(code, 10_000_000, atMost: true))]),
        });
        return contractId;
    }

    private static SubmissionRow Row(Guid contract, string indicator, string quarter, long numerator, long denominator, string requestId, int number = 1) => new()
    {
        RowNumber = number,
        RequestId = requestId,
        ContractId = contract.ToString(),
        IndicatorCode = indicator,
        Quarter = quarter,
        Numerator = numerator,
        Denominator = denominator,
    };

    private static async Task<SubmitIndicatorsReply> SendAsync(IndicatorService.IndicatorServiceClient client, IEnumerable<SubmissionRow> rows)
    {
        using var call = client.SubmitIndicators();
        foreach (var row in rows)
            await call.RequestStream.WriteAsync(new SubmitIndicatorsRequest { Row = row });
        await call.RequestStream.CompleteAsync();
        return await call;
    }
}
