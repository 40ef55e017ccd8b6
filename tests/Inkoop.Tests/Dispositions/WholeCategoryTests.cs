using Dapper;
using Grpc.Core;
using Inkoop.Dispositions;
using Inkoop.Ijw;
using Inkoop.Tests.Ijw;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

/// <summary>Allocations of a whole category (aspecifiek) and of crisis help, from the officer's form to the last line on them.</summary>
public sealed class WholeCategoryTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    [StandardDataFact]
    public async Task the_provider_is_told_of_the_category_and_declares_any_product_it_has_of_it()
    {
        var buying = await new Buying(app, "33333301").SignAsync(
            Buying.EffortInMinutes(), Buying.Make("45A05", "14", DeliveryVariant.Effort, "200"), Buying.Make("43A01", "14", DeliveryVariant.Effort, "300", category: "43"));
        var reply = await buying.Officer.AllocateProductAsync(buying.AllocateCategory(await buying.IssueAsync("A-1")));
        var allocation = reply.Allocation;
        (allocation.Kind, allocation.Category, allocation.Code, allocation.ProductId, allocation.Volume, allocation.Unit, allocation.Frequency)
            .ShouldBe((AllocationKind.Unspecific, "45", "", "", 0, "", ""));
        var told = await buying.DownloadAsync(reply.MessageId, buying.OfficersMessages, "controle");
        IjwStandard.Complaint(told).ShouldBeNull();
        told.ShouldNotContain("Omvang>");

        // Two products in one month, each in its own unit, and no volume to run out of.
        var january = await buying.SendAsync(buying.Declaration("A1", 1, Minutes(buying, allocation, "A1", 1, 9_000), Days(buying, allocation, "A2", 1, 20)));
        january.Status.ShouldBe(MessageStatus.Accepted);
        january.AllowedCents.ShouldBe(9_000 * 145 + 20 * 20_000);
        var again = await buying.SendAsync(buying.Declaration("A2", 1, Minutes(buying, allocation, "A3", 1, 1)));
        Buying.Codes(again).ShouldBe(["9389"]);

        // A correction takes back the one product and leaves the other.
        var corrected = await buying.SendAsync(buying.Declaration("A3", 2, Minutes(buying, allocation, "A4", 1, 9_000, credits: "A1"), Minutes(buying, allocation, "A5", 1, 8_000)));
        corrected.Status.ShouldBe(MessageStatus.Accepted);
        corrected.AllowedCents.ShouldBe(-1_000 * 145);

        var current = await buying.ReadAsync(allocation);
        (current.UsedVolume, current.DeclaredCents).ShouldBe((0, 8_000 * 145 + 20 * 20_000));
        var lines = await EventsAsync("LinesJudged", allocation.AllocationId);
        lines.Sum(payload => System.Text.RegularExpressions.Regex.Count(payload, "\"allocationKind\":\"unspecific\"")).ShouldBe(4);
    }

    [Fact]
    public async Task what_the_contract_has_not_or_in_another_unit_is_refused_line_by_line()
    {
        var buying = await new Buying(app, "33333302").SignAsync(
            Buying.EffortInMinutes(), Buying.Make("43A01", "14", DeliveryVariant.Effort, "300", category: "43"));
        var allocation = (await buying.Officer.AllocateProductAsync(buying.AllocateCategory(await buying.IssueAsync("B-1")))).Allocation;
        var line = Minutes(buying, allocation, "B0", 1, 100);

        await RefusedAsync("S329", line with { Reference = "B1", Code = "45A09" });
        await RefusedAsync("S329", line with { Reference = "B2", Code = "45A09", Unit = Units.Euro, TariffCents = null, Volume = 14_500 });
        await RefusedAsync("9341", line with { Reference = "B3", Unit = Units.Hour });
        await RefusedAsync("0611", line with { Reference = "B4", TariffCents = 146 });
        await RefusedAsync("9339", line with { Reference = "B5", Category = "43", Code = "43A01", Unit = Units.FullDay, Volume = 1, TariffCents = 30_000, Amount = SignedAmount.Of(30_000) });
        await RefusedAsync("8187", line with { Reference = "B6", Bsn = "999900018" });
        (await buying.SendAsync(buying.Declaration("B7", 1, line))).Status.ShouldBe(MessageStatus.Accepted);

        async Task RefusedAsync(string code, Inkoop.Ijw.DeclarationLine wrong) =>
            Buying.Codes(await buying.SendAsync(buying.Declaration(wrong.Reference, 1, wrong))).ShouldBe([code]);
    }

    [Fact]
    public async Task a_category_and_a_product_of_it_in_the_same_days_are_stacking()
    {
        var buying = await new Buying(app, "33333303").SignAsync(
            Buying.EffortInMinutes(), Buying.Make("43A01", "14", DeliveryVariant.Effort, "300", category: "43"));
        var disposition = await buying.IssueAsync("C-1");
        await buying.Officer.AllocateProductAsync(buying.Allocate(disposition, until: "2026-01-31"));
        (await DispositionTests.StatusAsync(StatusCode.FailedPrecondition, () => buying.Officer.AllocateProductAsync(buying.AllocateCategory(disposition)).ResponseAsync)).ShouldContain("stacked");
        await buying.Officer.AllocateProductAsync(buying.AllocateCategory(disposition, from: "2026-02-01"));
        (await DispositionTests.StatusAsync(StatusCode.FailedPrecondition, () => buying.Officer.AllocateProductAsync(buying.Allocate(disposition, from: "2026-03-01")).ResponseAsync)).ShouldContain("stacked");
        await buying.Officer.AllocateProductAsync(buying.AllocateCategory(disposition, "43"));
    }

    [Fact]
    public async Task a_request_names_a_product_or_a_category_and_no_volume_with_the_latter()
    {
        var buying = await new Buying(app, "33333304").SignAsync(Buying.EffortInMinutes());
        var disposition = await buying.IssueAsync("D-1");
        var both = buying.AllocateCategory(disposition);
        both.ProductId = "45A04";
        (await FieldsAsync(both)).ShouldContain("product_id");
        (await FieldsAsync(buying.AllocateCategory(disposition, "4x"))).ShouldContain("category");
        var much = buying.AllocateCategory(disposition);
        (much.Volume, much.Unit, much.Frequency) = (10, "01", "6");
        (await FieldsAsync(much)).ShouldContain("volume");
        var neither = buying.AllocateCategory(disposition);
        neither.Category = "";
        (await FieldsAsync(neither)).ShouldContain("product_id");
        (await DispositionTests.StatusAsync(StatusCode.FailedPrecondition, () => buying.Officer.AllocateProductAsync(buying.AllocateCategory(disposition, "43")).ResponseAsync)).ShouldContain("not_contracted");

        Task<string> FieldsAsync(AllocateProductRequest request) =>
            DispositionTests.StatusAsync(StatusCode.InvalidArgument, () => buying.Officer.AllocateProductAsync(request).ResponseAsync);
    }

    [Fact]
    public async Task crisis_help_is_a_kind_of_its_own_with_and_without_a_product()
    {
        var buying = await new Buying(app, "33333305").SignAsync(Buying.EffortInMinutes(), Buying.Make("46A01", "01", DeliveryVariant.Effort, "1.98", category: "46"));
        var plain = await buying.AllocateAsync("E-1");
        var coded = await buying.AllocateAsync("E-2", volume: 100, product: "46A01", until: "2026-01-31");
        var whole = (await buying.Officer.AllocateProductAsync(buying.AllocateCategory(await buying.IssueAsync("E-3"), "46", from: "2026-02-01"))).Allocation;
        (coded.Kind, coded.Volume, whole.Kind, whole.Code).ShouldBe((AllocationKind.Crisis, 100, AllocationKind.Crisis, ""));

        var crisis = await buying.Provider.ListAllocationsAsync(new ListAllocationsRequest { Kind = AllocationKind.Crisis });
        crisis.Allocations.Select(allocation => allocation.AllocationId).ShouldBe([coded.AllocationId, whole.AllocationId], ignoreOrder: true);
        (await buying.Provider.ListAllocationsAsync(new ListAllocationsRequest { Kind = AllocationKind.Specific })).Allocations.Single().AllocationId.ShouldBe(plain.AllocationId);

        // What was allocated by volume is held to it, crisis or not; what was not, is not.
        Buying.Codes(await buying.SendAsync(buying.Declaration("E1", 1, Crisis(coded, "E1", 1, 101)))).ShouldBe(["9322"]);
        (await buying.SendAsync(buying.Declaration("E2", 2, Crisis(whole, "E2", 2, 40_000)))).Status.ShouldBe(MessageStatus.Accepted);

        Inkoop.Ijw.DeclarationLine Crisis(Allocation allocation, string reference, int month, int volume) =>
            buying.Line(allocation, reference, month, volume, cents: 198) with { Code = "46A01", Unit = Units.Minute };
    }

    [Fact]
    public async Task care_on_a_category_starts_and_stops_and_says_when_that_was_recorded()
    {
        var buying = await new Buying(app, "33333306").SignAsync(Buying.EffortInMinutes());
        var allocation = (await buying.Officer.AllocateProductAsync(buying.AllocateCategory(await buying.IssueAsync("F-1")))).Allocation;
        (await buying.SendAsync(buying.Start("F1", "1", allocation, new DateOnly(2026, 1, 5)))).Status.ShouldBe(MessageStatus.Accepted);
        (await buying.SendAsync(buying.Stop("F2", "1", allocation, new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 20), "31"))).Status.ShouldBe(MessageStatus.Accepted);
        (await buying.ReadAsync(allocation)).Status.ShouldBe(AllocationStatus.Stopped);

        foreach (var type in new[] { "ProductAllocated", "CareStarted", "CareStopped" })
        {
            var payload = (await EventsAsync(type, allocation.AllocationId)).Single();
            payload.ShouldContain("\"recordedAt\":\"20");
            if (type == "ProductAllocated")
                payload.ShouldContain("\"kind\":\"unspecific\",\"category\":\"45\"");
        }
    }

    private static Inkoop.Ijw.DeclarationLine Minutes(Buying buying, Allocation allocation, string reference, int month, int volume, string? credits = null) =>
        buying.Line(allocation, reference, month, volume, credits: credits) with { Code = "45A04", Unit = Units.Minute };

    private static Inkoop.Ijw.DeclarationLine Days(Buying buying, Allocation allocation, string reference, int month, int volume) =>
        buying.Line(allocation, reference, month, volume, cents: 20_000) with { Code = "45A05", Unit = Units.FullDay };

    /// <summary>Payloads of the events of a type that name this id, in order.</summary>
    private async Task<IReadOnlyList<string>> EventsAsync(string type, string id) =>
        await app.Services.GetRequiredService<DispositionsDatabase>().ReadAsync<IReadOnlyList<string>>(async connection =>
            [.. (await connection.QueryAsync<string>("SELECT payload FROM event WHERE type = @type ORDER BY sequence", new { type })).Where(payload => payload.Contains(id, StringComparison.Ordinal))],
            CancellationToken.None);
}
