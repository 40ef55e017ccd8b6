using Inkoop.Ijw;
using Inkoop.Tests.Ijw;
using Inkoop.Tests.Support;
using Inkoop.Wire.Dispositions.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

public sealed class CareMessageTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    private static readonly DateOnly Begin = new(2026, 1, 5);

    [StandardDataFact]
    public async Task care_starts_stops_for_a_while_and_ends()
    {
        var buying = await new Buying(app, "33333301").SignAsync();
        var allocation = await buying.AllocateAsync("A-1");
        await AcceptedAsync(buying, buying.Start("A1", "1", allocation, Begin));
        (await StateAsync()).ShouldBe((AllocationStatus.Started, "2026-01-05", "", ""));

        await AcceptedAsync(buying, buying.Stop("A2", "1", allocation, Begin, new DateOnly(2026, 2, 1), "20"));
        (await StateAsync()).ShouldBe((AllocationStatus.Stopped, "2026-01-05", "2026-02-01", "20"));
        await AcceptedAsync(buying, buying.Stop("A3", "1", allocation, Begin, new DateOnly(2026, 2, 9), "31"));
        (await StateAsync()).ShouldBe((AllocationStatus.Stopped, "2026-01-05", "2026-02-09", "31"));

        await AcceptedAsync(buying, buying.Stop("A4", "3", allocation, Begin, new DateOnly(2026, 2, 9), "31"));
        (await StateAsync()).ShouldBe((AllocationStatus.Stopped, "2026-01-05", "2026-02-01", "20"));
        await AcceptedAsync(buying, buying.Start("A5", "1", allocation, Begin.AddMonths(2)));
        (await StateAsync()).ShouldBe((AllocationStatus.Started, "2026-03-05", "", ""));

        async Task<(AllocationStatus, string, string, string)> StateAsync()
        {
            var current = await buying.ReadAsync(allocation);
            return (current.Status, current.StartedOn, current.StoppedOn, current.StopReason);
        }
    }

    [StandardDataFact]
    public async Task a_report_that_does_not_fit_is_rejected_whole_and_changes_nothing()
    {
        var buying = await new Buying(app, "33333302").SignAsync();
        var allocation = await buying.AllocateAsync("B-1");
        await RejectedAsync(buying, buying.Stop("B1", "1", allocation, Begin, Begin.AddDays(9), "31"), "9069");
        await RejectedAsync(buying, buying.Start("B2", "3", allocation, Begin), "9063");
        await AcceptedAsync(buying, buying.Start("B3", "1", allocation, Begin));
        await RejectedAsync(buying, buying.Start("B4", "1", allocation, Begin.AddDays(1)), "9326");
        await RejectedAsync(buying, buying.Start("B3", "1", allocation, Begin), "9056");
        await RejectedAsync(buying, buying.Start("B5", "1", new Allocation(allocation) { Number = 4_711 }, Begin), "9019");
        (await buying.ReadAsync(allocation)).StartedOn.ShouldBe("2026-01-05");
    }

    [StandardDataFact]
    public async Task a_rule_within_the_message_rejects_it_with_0001()
    {
        var buying = await new Buying(app, "33333303").SignAsync();
        var allocation = await buying.AllocateAsync("C-1");
        var sent = await buying.SendAsync(buying.Start("C1", "2", allocation, Begin)); // changing is not allowed: withdraw and report again (CS058)
        sent.Status.ShouldBe(MessageStatus.Rejected);
        sent.Findings.ShouldHaveSingleItem().Rule.ShouldBe("CS058");
        (await buying.DownloadAsync(sent.AnswerMessageId)).ShouldContain(">0001<");
    }

    [Fact]
    public async Task a_declaration_does_not_wait_for_a_start()
    {
        var buying = await new Buying(app, "33333304").SignAsync();
        var allocation = await buying.AllocateAsync("D-1");
        (await buying.SendAsync(buying.Declaration("D1", 1, buying.Line(allocation, "D1", 1, 100)))).Status.ShouldBe(MessageStatus.Accepted);
    }

    private static async Task AcceptedAsync(Buying buying, byte[] file)
    {
        var sent = await buying.SendAsync(file);
        sent.Status.ShouldBe(MessageStatus.Accepted, string.Join(' ', Buying.Codes(sent)));
        var xml = await buying.DownloadAsync(sent.AnswerMessageId);
        IjwStandard.Complaint(xml).ShouldBeNull();
        xml.ShouldNotContain("RetourCode");
    }

    private static async Task RejectedAsync(Buying buying, byte[] file, string code)
    {
        var sent = await buying.SendAsync(file);
        sent.Status.ShouldBe(MessageStatus.Rejected);
        Buying.Codes(sent).ShouldBe([code]);
        var xml = await buying.DownloadAsync(sent.AnswerMessageId);
        IjwStandard.Complaint(xml).ShouldBeNull();
        xml.ShouldContain($">{code}<");
    }
}
