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
        elsewhere.MunicipalityCode = "0946";
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
        elsewhere.MunicipalityCode = "0946";
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
        elsewhere.MunicipalityCode = "0946"; // does not buy
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
