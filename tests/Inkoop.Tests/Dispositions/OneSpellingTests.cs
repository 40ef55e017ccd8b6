using Inkoop.Ijw;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

/// <summary>A key that was used is used, however the next message spells it, and also when what used it was rejected.</summary>
public sealed class OneSpellingTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    [Fact]
    public async Task a_product_is_declared_once_for_a_period_however_its_code_is_spelled()
    {
        var buying = await new Buying(app, "33330001").SignAsync(Buying.EffortInMinutes("45A48"), Buying.EffortInMinutes("Q7"));
        var allocation = await buying.AllocateAsync("SP-1", product: "45A48");
        var own = await buying.AllocateAsync("SP-2", "999900018", product: "45Q7");
        var line = buying.Line(allocation, "S1", 1, 100);
        (await buying.SendAsync(buying.Declaration("S1", 1, line))).Status.ShouldBe(MessageStatus.Accepted);

        Buying.Codes(await buying.SendAsync(buying.Declaration("S2", 1, line with { Reference = "S2", Code = "45a48" }))).ShouldBe(["9389"]);
        var ownLine = buying.Line(own, "S3", 1, 100, bsn: "999900018");
        (await buying.SendAsync(buying.Declaration("S3", 1, ownLine with { Code = " q7" }))).Status.ShouldBe(MessageStatus.Accepted);
        Buying.Codes(await buying.SendAsync(buying.Declaration("S4", 1, ownLine with { Reference = "S4", Code = "Q7 " }))).ShouldBe(["9389"]);

        var both = await buying.SendAsync(buying.Declaration("S5", 2, buying.Line(allocation, "S5", 2, 50), buying.Line(allocation, "S6", 2, 50) with { Code = "45a48" }));
        both.Findings.Select(finding => finding.Rule).ShouldBe(["TR416"]);
        (await buying.ReadAsync(allocation)).UsedVolume.ShouldBe(100);

        (await buying.SendAsync(buying.Declaration("S6", 2, buying.Line(allocation, "S7", 1, 100, credits: "s1 ") with { Code = "45a48" }))).Status.ShouldBe(MessageStatus.Accepted);
        (await buying.ReadAsync(allocation)).UsedVolume.ShouldBe(0);
    }

    [Fact]
    public async Task a_product_of_a_whole_category_is_declared_once_for_a_period_however_its_code_is_spelled()
    {
        var buying = await new Buying(app, "33330002").SignAsync(Buying.EffortInMinutes("45A48"));
        var allocation = (await buying.Officer.AllocateProductAsync(buying.AllocateCategory(await buying.IssueAsync("SC-1")))).Allocation;
        var line = buying.Line(allocation, "C1", 1, 100) with { Code = "45a48", Unit = "01" };
        (await buying.SendAsync(buying.Declaration("C1", 1, line))).Status.ShouldBe(MessageStatus.Accepted);
        Buying.Codes(await buying.SendAsync(buying.Declaration("C2", 1, line with { Reference = "C2", Code = "45A48" }))).ShouldBe(["9389"]);
    }

    [Fact]
    public async Task a_reference_an_identification_and_a_declaration_number_are_used_once_however_they_are_spelled()
    {
        var buying = await new Buying(app, "33330003").SignAsync();
        var allocation = await buying.AllocateAsync("SR-1");
        (await buying.SendAsync(buying.Declaration("r1", 1, buying.Line(allocation, "ref-1", 1, 100)))).Status.ShouldBe(MessageStatus.Accepted);
        Buying.Codes(await buying.SendAsync(buying.Declaration("R2", 2, buying.Line(allocation, " REF-1", 2, 100)))).ShouldBe(["8021"]);
        Buying.Codes(await buying.SendAsync(buying.Declaration("R1", 2, buying.Line(allocation, "REF-2", 2, 100)))).ShouldBe(["9056"]);

        var head = new DeclarationHead { Header = buying.Header("R3"), Number = "nr2", Period = new(new(2026, 2, 1), new(2026, 2, 28)), DatedOn = new(2026, 5, 1), Total = SignedAmount.Of(14_500) };
        using var file = new MemoryStream();
        IjwWriter.Write(file, head, [buying.Line(allocation, "REF-3", 2, 100)]);
        Buying.Codes(await buying.SendAsync(file.ToArray())).ShouldBe(["9333"], "NR2 was the number of the message R2");
    }

    [Fact]
    public async Task a_rejected_line_uses_up_its_reference()
    {
        var buying = await new Buying(app, "33330004").SignAsync();
        var (one, other) = (await buying.AllocateAsync("SJ-1"), await buying.AllocateAsync("SJ-2", "999900018"));

        var both = await buying.SendAsync(buying.Declaration("J1", 1,
            buying.Line(one, "J1", 1, 100, cents: 146), buying.Line(other, "j1", 1, 100, bsn: "999900018")));
        both.Findings.Select(finding => (finding.AllocationNumber, finding.Code)).ShouldBe([($"{one.Number}", "0611"), ($"{other.Number}", "8021")], ignoreOrder: true);

        Buying.Codes(await buying.SendAsync(buying.Declaration("J2", 1, buying.Line(one, "J1", 1, 100)))).ShouldBe(["8021"], "what was rejected was sent");
        (await buying.SendAsync(buying.Declaration("J3", 1, buying.Line(one, "J3", 1, 100)))).Status.ShouldBe(MessageStatus.Accepted);

        // A message that breaks a rule within itself counts as never sent (OP286): its references are free.
        var broken = buying.Line(one, "J4", 2, 100) with { Amount = SignedAmount.Of(0), Volume = 0 };
        (await buying.SendAsync(buying.Declaration("J4", 2, broken))).Findings.Single().Rule.ShouldBe("CS325");
        (await buying.SendAsync(buying.Declaration("J4", 2, buying.Line(one, "J4", 2, 100)))).Status.ShouldBe(MessageStatus.Accepted);
    }

    [Fact]
    public async Task a_message_for_a_municipality_that_does_not_exist_is_refused_as_a_whole()
    {
        var buying = await new Buying(app, "33330005").SignAsync();
        var allocation = await buying.AllocateAsync("SM-1");
        var nowhere = new Buying(app, "33330005", "9999");
        Buying.Codes(await buying.SendAsync(nowhere.Declaration("M1", 1, buying.Line(allocation, "M1", 1, 100)))).ShouldBe(["S300"]);
        Buying.Codes(await buying.SendAsync(nowhere.Start("M2", "1", allocation, new(2026, 1, 5)))).ShouldBe(["S300"]);
        (await buying.SendAsync(buying.Declaration("M1", 1, buying.Line(allocation, "M1", 1, 100)))).Status.ShouldBe(MessageStatus.Accepted);
    }

    [Fact]
    public async Task a_declaration_comes_in_its_turn()
    {
        var buying = await new Buying(app, "33330006").SignAsync();
        var allocation = await buying.AllocateAsync("ST-1");
        (await buying.SendAsync(buying.Declaration("T1", 1, buying.Line(allocation, "T1", 1, 100)))).Status.ShouldBe(MessageStatus.Accepted);
        (await buying.SendAsync(buying.Declaration("T2", 2, buying.Line(allocation, "T2", 2, 100)))).Status.ShouldBe(MessageStatus.Accepted);
        Buying.Codes(await buying.SendAsync(buying.Declaration("T3", 4, buying.Line(allocation, "T3", 3, 100)))).ShouldBe(["8214"], "March was passed over");
        (await buying.SendAsync(buying.Declaration("T4", 3, buying.Line(allocation, "T4", 3, 100)))).Status.ShouldBe(MessageStatus.Accepted);
    }
}
