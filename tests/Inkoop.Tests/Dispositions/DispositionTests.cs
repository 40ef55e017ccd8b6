using Dapper;
using Grpc.Core;
using Inkoop.Dispositions;
using Inkoop.Ijw;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Ijw;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

public sealed class DispositionTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    [Fact]
    public async Task a_number_is_used_once_in_a_municipality_and_a_repeated_request_is_not_a_second_one()
    {
        var buying = new Buying(app, "11111101");
        var request = buying.Issue("A-1");
        var first = await buying.Officer.IssueDispositionAsync(request);
        (await buying.Officer.IssueDispositionAsync(request)).ShouldBe(first);
        first.Disposition.Client.ShouldBeNull();

        await StatusAsync(StatusCode.AlreadyExists, () => buying.Officer.IssueDispositionAsync(buying.Issue("A-1")));
        var elsewhere = buying.Issue("A-1");
        elsewhere.MunicipalityCode = "1669";
        await buying.Officer.IssueDispositionAsync(elsewhere);
    }

    [Fact]
    public async Task a_client_keeps_one_pseudonym_in_a_municipality_and_has_another_elsewhere()
    {
        var buying = new Buying(app, "11111102");
        var first = await buying.IssueAsync("B-1", "999900018");
        var again = (await buying.Officer.IssueDispositionAsync(buying.Issue("B-2", Buying.Child("999900018", "Nieuwenaam")))).Disposition;
        again.ClientPseudonym.ShouldBe(first.ClientPseudonym);

        var elsewhere = buying.Issue("B-3", Buying.Child("999900018"));
        elsewhere.MunicipalityCode = "1669";
        (await buying.Officer.IssueDispositionAsync(elsewhere)).Disposition.ClientPseudonym.ShouldNotBe(first.ClientPseudonym);

        var read = await buying.Officer.GetDispositionAsync(new GetDispositionRequest { DispositionId = first.DispositionId, Purpose = "adreswijziging" });
        read.Disposition.Client.LastName.ShouldBe("Nieuwenaam");
    }

    [Fact]
    public async Task a_client_is_shown_for_a_purpose_only_and_every_reading_is_on_record()
    {
        var buying = new Buying(app, "11111103");
        var disposition = await buying.IssueAsync("C-1", "111222333");
        (await buying.Officer.GetDispositionAsync(new GetDispositionRequest { DispositionId = disposition.DispositionId })).Disposition.Client.ShouldBeNull();
        (await ReadsAsync(disposition)).ShouldBeEmpty();

        var auditor = app.Client<DispositionService.DispositionServiceClient>(Role.Auditor);
        var read = (await auditor.GetDispositionAsync(new GetDispositionRequest { DispositionId = disposition.DispositionId, Purpose = "klacht 12" })).Disposition.Client;
        read.ShouldBe(Buying.Child("111222333"));
        var (actor, purpose) = (await ReadsAsync(disposition)).ShouldHaveSingleItem();
        actor.ShouldStartWith("auditor:");
        purpose.ShouldBe("klacht 12");
    }

    [Fact]
    public async Task a_disposition_is_found_by_number_or_by_the_whole_bsn()
    {
        var buying = new Buying(app, "11111104");
        var disposition = await buying.IssueAsync("D%_1", "123456782");
        (await ListAsync(new ListDispositionsRequest { Bsn = "123456782", Purpose = "toets" })).ShouldBe([disposition.DispositionId]);
        (await ListAsync(new ListDispositionsRequest { Search = "%_1" })).ShouldBe([disposition.DispositionId]);
        (await ListAsync(new ListDispositionsRequest { Bsn = "123456782", Purpose = "toets", MunicipalityCode = "0946" })).ShouldBeEmpty();
        await StatusAsync(StatusCode.InvalidArgument, () => buying.Officer.ListDispositionsAsync(new ListDispositionsRequest { Bsn = "1234" }));

        async Task<IEnumerable<string>> ListAsync(ListDispositionsRequest request)
        {
            var reply = await buying.Officer.ListDispositionsAsync(request);
            reply.TotalCount.ShouldBe(reply.Dispositions.Count);
            return reply.Dispositions.Select(found => found.DispositionId);
        }
    }

    [Fact]
    public async Task nothing_of_a_person_stands_in_the_database_as_text()
    {
        var buying = await new Buying(app, "11111105").SignAsync();
        await buying.AllocateAsync("E-1", "100000009");
        foreach (var file in Directory.GetFiles(app.Folder, "dispositions.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            var content = await reader.ReadToEndAsync();
            content.ShouldNotContain("100000009");
            content.ShouldNotContain("Proefpersoon");
            content.ShouldNotContain("2013-05-17");
        }
    }

    [StandardDataFact]
    public async Task the_jw301_carries_every_current_allocation_of_the_client_at_the_provider()
    {
        var buying = await new Buying(app, "11111106").SignAsync(Buying.EffortInMinutes("45A04"), Buying.EffortInMinutes("45A05"));
        var disposition = await buying.IssueAsync("F-1");
        var first = await buying.Officer.AllocateProductAsync(buying.Allocate(disposition, until: "2026-12-31"));
        var second = await buying.Officer.AllocateProductAsync(buying.Allocate(disposition, product: "45A05", until: "2026-12-31"));
        second.Allocation.Number.ShouldBe(first.Allocation.Number + 1);

        var xml = await buying.DownloadAsync(second.MessageId);
        IjwStandard.Complaint(xml).ShouldBeNull();
        using var reader = IjwReader.Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(xml)));
        var message = reader.ReadAllocation();
        message.Client.Products.Select(product => (long)product.AllocationNumber).ShouldBe([first.Allocation.Number, second.Allocation.Number]);
        message.Header.Receiver.ShouldBe("11111106");
    }

    [Fact]
    public async Task the_contract_decides_what_can_be_allocated()
    {
        var buying = await new Buying(app, "11111107").SignAsync();
        var disposition = await buying.IssueAsync("G-1");
        await RefusedAsync("not_contracted", buying.Allocate(disposition, product: "45A99"));
        var budget = buying.Allocate(disposition);
        budget.BudgetCents = 100;
        await RefusedAsync("budget_not_supported", budget);
        var elsewhere = buying.Issue("G-2");
        elsewhere.MunicipalityCode = "1669"; // does not buy
        await RefusedAsync("not_contracted", buying.Allocate((await buying.Officer.IssueDispositionAsync(elsewhere)).Disposition));

        await buying.Officer.AllocateProductAsync(buying.Allocate(disposition, number: 500));
        await RefusedAsync("stacked", buying.Allocate(disposition, from: "2026-03-31", until: "2026-04-30"));
        await StatusAsync(StatusCode.AlreadyExists, () => buying.Officer.AllocateProductAsync(buying.Allocate(disposition, from: "2026-04-01", until: "2026-04-30", number: 500)));
        var next = await buying.Officer.AllocateProductAsync(buying.Allocate(disposition, from: "2026-04-01", until: "2026-04-30"));
        next.Allocation.Number.ShouldBeGreaterThan(500);

        async Task RefusedAsync(string code, AllocateProductRequest request) =>
            (await StatusAsync(StatusCode.FailedPrecondition, () => buying.Officer.AllocateProductAsync(request))).ShouldContain(code);
    }

    [Fact]
    public async Task the_highest_number_given_by_hand_leaves_the_gaps_to_be_used()
    {
        var buying = await new Buying(app, "11111108", "1640").SignAsync(Buying.EffortInMinutes("45A04"), Buying.EffortInMinutes("45A05"));
        var disposition = await buying.IssueAsync("H-1");
        await buying.Officer.AllocateProductAsync(buying.Allocate(disposition, number: 999_999_999));
        (await buying.Officer.AllocateProductAsync(buying.Allocate(disposition, product: "45A05"))).Allocation.Number.ShouldBe(1);
    }

    [Fact]
    public async Task an_unused_allocation_is_removed_and_makes_room()
    {
        var buying = await new Buying(app, "11111109").SignAsync();
        var allocation = await buying.AllocateAsync("I-1");
        await StatusAsync(StatusCode.Aborted, () => Remove(2));
        var removed = await Remove(1);
        removed.Allocation.Status.ShouldBe(AllocationStatus.Removed);
        removed.Allocation.EndsOn.ShouldBe(allocation.StartsOn);
        (await buying.DownloadAsync(removed.MessageId)).ShouldContain("RedenWijziging>13<");
        (await StatusAsync(StatusCode.FailedPrecondition, () => Remove(2))).ShouldContain("already_removed");

        var again = await buying.Officer.AllocateProductAsync(buying.Allocate(await buying.IssueAsync("I-2")));
        again.Allocation.Number.ShouldNotBe(allocation.Number);

        async Task<RemoveAllocationReply> Remove(long version) =>
            await buying.Officer.RemoveAllocationAsync(new RemoveAllocationRequest { RequestId = buying.NextRequest(), AllocationId = allocation.AllocationId, ExpectedVersion = version });
    }

    [Fact]
    public async Task an_allocation_under_which_care_was_reported_stays()
    {
        var buying = await new Buying(app, "11111112").SignAsync();
        var allocation = await buying.AllocateAsync("K-1");
        (await buying.SendAsync(buying.Start("K1", "1", allocation, new DateOnly(2026, 1, 5)))).Status.ShouldBe(MessageStatus.Accepted);
        (await StatusAsync(StatusCode.FailedPrecondition, Remove)).ShouldContain("allocation_has_started_care");
        (await buying.SendAsync(buying.Declaration("K2", 1, buying.Line(allocation, "K2", 1, 100)))).Status.ShouldBe(MessageStatus.Accepted);
        (await StatusAsync(StatusCode.FailedPrecondition, Remove)).ShouldContain("allocation_has_accepted_lines");

        await buying.SendAsync(buying.Declaration("K3", 2, buying.Line(allocation, "K3", 1, 100, credits: "K2")));
        await buying.SendAsync(buying.Start("K4", "3", allocation, new DateOnly(2026, 1, 5)));
        (await Remove()).Allocation.Status.ShouldBe(AllocationStatus.Removed);

        async Task<RemoveAllocationReply> Remove() => await buying.Officer.RemoveAllocationAsync(
            new RemoveAllocationRequest { RequestId = buying.NextRequest(), AllocationId = allocation.AllocationId, ExpectedVersion = 1 });
    }

    [Fact]
    public async Task a_disposition_and_its_allocation_are_recorded_together_or_not_at_all()
    {
        var buying = await new Buying(app, "11111113").SignAsync();
        AllocateProductRequest Both(string number, string product)
        {
            var request = buying.Allocate(new Disposition(), product: product);
            request.Issue = buying.Issue(number, Buying.Child("111222333"));
            return request;
        }

        (await StatusAsync(StatusCode.FailedPrecondition, () => buying.Officer.AllocateProductAsync(Both("L-1", "45A99")))).ShouldContain("not_contracted");
        var old = Both("L-1", "45A04");
        old.Issue.Client.BirthDate = "1996-05-17";
        (await StatusAsync(StatusCode.InvalidArgument, () => buying.Officer.AllocateProductAsync(old))).ShouldContain("too_old");
        (await buying.Officer.ListDispositionsAsync(new ListDispositionsRequest { Search = "L-1" })).Dispositions.ShouldBeEmpty();

        var first = await buying.Officer.AllocateProductAsync(Both("L-1", "45A04"));
        first.Disposition.Number.ShouldBe("L-1");
        first.Allocation.DispositionId.ShouldBe(first.Disposition.DispositionId);
        var later = Both("L-1", "45A04");
        (later.StartsOn, later.EndsOn) = ("2026-04-01", "2026-04-30");
        (await buying.Officer.AllocateProductAsync(later)).Disposition.DispositionId.ShouldBe(first.Disposition.DispositionId, "it stands already and says the same");
        var another = Both("L-1", "45A04");
        (another.StartsOn, another.EndsOn, another.Issue.Referrer) = ("2026-05-01", "2026-05-31", Referrer.Court);
        (await StatusAsync(StatusCode.AlreadyExists, () => buying.Officer.AllocateProductAsync(another))).ShouldContain("disposition_number_taken");
    }

    [Fact]
    public async Task a_disposition_is_of_a_municipality_in_the_register()
    {
        var request = new Buying(app, "11111114").Issue("M-1");
        request.MunicipalityCode = "9999";
        var refused = await StatusAsync(StatusCode.InvalidArgument, () => new Buying(app, "11111114").Officer.IssueDispositionAsync(request));
        refused.ShouldContain("municipality_code");
        refused.ShouldContain("municipality_unknown");
    }

    [Fact]
    public async Task an_allocation_ends_with_its_contract_and_is_of_a_youth()
    {
        var buying = await new Buying(app, "11111115").SignAsync();
        var disposition = await buying.IssueAsync("N-1", "123456782");
        (await StatusAsync(StatusCode.InvalidArgument, () => buying.Officer.AllocateProductAsync(buying.Allocate(disposition, frequency: "4", until: "")))).ShouldContain("contract_ends");

        var adult = buying.Issue("N-2", Buying.Child("100000009"));
        adult.Client.BirthDate = "2007-02-01";
        var extended = buying.Allocate((await buying.Officer.IssueDispositionAsync(adult)).Disposition);
        (await StatusAsync(StatusCode.InvalidArgument, () => buying.Officer.AllocateProductAsync(extended))).ShouldContain("extended_care");
        extended.ExtendedCare = ExtendedCare.Continued;
        (await buying.Officer.AllocateProductAsync(extended)).Allocation.ExtendedCare.ShouldBe(ExtendedCare.Continued);
    }

    [Fact]
    public async Task a_provider_sees_its_own_allocations_and_no_trace_of_others()
    {
        var own = await new Buying(app, "11111110").SignAsync();
        var other = await new Buying(app, "11111111").SignAsync();
        var allocation = await own.AllocateAsync("J-1", "999900018");
        await other.AllocateAsync("J-2", "999900018");

        (await own.Provider.ListAllocationsAsync(new ListAllocationsRequest())).Allocations.Select(row => row.AllocationId).ShouldBe([allocation.AllocationId]);
        (await own.Provider.ListAllocationsAsync(new ListAllocationsRequest { ContractId = other.Contract.ContractId })).TotalCount.ShouldBe(0);
        await StatusAsync(StatusCode.PermissionDenied, () => own.Provider.ListAllocationsAsync(new ListAllocationsRequest { ProviderId = other.ProviderId }));
        await StatusAsync(StatusCode.PermissionDenied, () => own.Provider.IssueDispositionAsync(own.Issue("J-3")));
        await StatusAsync(StatusCode.PermissionDenied, () => app.Client<DispositionService.DispositionServiceClient>(Role.ContractManager).ListAllocationsAsync(new ListAllocationsRequest()));
    }

    private async Task<IReadOnlyList<(string Actor, string Purpose)>> ReadsAsync(Disposition disposition)
    {
        var database = app.Services.GetRequiredService<DispositionsDatabase>();
        return await database.ReadAsync<IReadOnlyList<(string, string)>>(async connection =>
            [.. await connection.QueryAsync<(string, string)>("SELECT actor, purpose FROM client_read WHERE pseudonym = @ClientPseudonym", disposition)], CancellationToken.None);
    }

    /// <summary>The status of a refused call, with its reason where it has one.</summary>
    internal static async Task<string> StatusAsync<T>(StatusCode expected, Func<AsyncUnaryCall<T>> call) => await StatusAsync(expected, async () => await call());

    internal static async Task<string> StatusAsync<T>(StatusCode expected, Func<Task<T>> call)
    {
        var exception = await Should.ThrowAsync<RpcException>(call);
        exception.StatusCode.ShouldBe(expected, exception.Status.Detail);
        var details = exception.Trailers.FirstOrDefault(entry => entry.Key == "grpc-status-details-bin")?.ValueBytes ?? [];
        return System.Text.Encoding.UTF8.GetString(details);
    }
}
