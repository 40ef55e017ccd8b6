using System.Text;
using Inkoop.Ijw;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Ijw;

public class DeclarationRulesTests
{
    private static readonly DeclarationHead Head = new()
    {
        Header = new() { Sender = "65656055", Receiver = "0384", Identification = "1", DatedOn = new(2026, 5, 6) },
        Number = "DN001",
        Period = new(new(2026, 4, 1), new(2026, 4, 30)),
        DatedOn = new(2026, 5, 6),
        Total = SignedAmount.Of(3_000),
    };

    private static readonly DeclarationLine[] Lines = [Line("RN1", "999900006", 1), Line("RN2", "999900018", 2)];

    [Fact]
    public void finds_nothing_in_a_sound_declaration() => Broken(Head, Lines).ShouldBeEmpty();

    [StandardDataFact]
    public void finds_the_double_debit_and_the_double_line_of_the_published_declaration()
    {
        using var reader = IjwReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(IjwStandard.Example("JW323"))));
        var rules = new DeclarationRules(reader.ReadDeclarationHead());
        foreach (var line in reader.ReadDeclarationLines()) rules.Add(line);
        rules.Finish().Select(f => (f.Rule, f.Path, f.Reference)).ShouldBe(
        [
            ("TR416", "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[2]", "RN004"),
            ("TR101", "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[3]/ProductReferentie", "RN004"),
        ], ignoreOrder: true);
    }

    public static TheoryData<string, DeclarationHead> Heads() => new()
    {
        { "TR358", Head with { Total = SignedAmount.Of(3_001) } },
        { "TR358", Head with { Total = SignedAmount.Of(-3_000) } },
        { "CS340", Head with { Period = new(new(2026, 4, 2), new(2026, 4, 30)) } },
        { "CS340", Head with { Period = new(new(2026, 4, 1), new(2026, 4, 29)) } },
        { "CS340", Head with { Period = new(new(2026, 3, 1), new(2026, 4, 30)) } },
        { "CS100", Head with { Period = new(new(2020, 12, 1), new(2020, 12, 31)) } },
        { "TR134 TR137", Head with { Period = new(new(2026, 6, 1), new(2026, 6, 30)) } },
        { "TR137", Head with { Period = new(new(2026, 5, 1), new(2026, 5, 31)) } },
        { "CS340 TR137", Head with { Period = new(new(2026, 4, 1), new(2026, 3, 31)) } },
        { "TR335 TR335", Head with { DatedOn = new(2031, 5, 1) } },
    };

    [Theory]
    [MemberData(nameof(Heads))]
    public void judges_the_head(string rules, DeclarationHead head) => Broken(head, Lines).ShouldBe(rules.Split(' '), ignoreOrder: true);

    public static TheoryData<string, DeclarationLine> Defects()
    {
        var line = Lines[1];
        var credit = line with { Amount = new() { Cents = 1_500, IsCredit = true }, PreviousReference = "OLD" };
        return new()
        {
            { "", line },
            { "", credit },
            { "CS002", line with { Bsn = "999900007" } },
            { "CS002", line with { Bsn = "000000000" } },
            { "TR416", line with { Bsn = "999900006", ClientOrdinal = 1, AllocationNumber = 1 } },
            { "TR101", line with { Bsn = "999900006", ClientOrdinal = 1, Reference = "RN1" } },
            { "TR101", line with { Bsn = "999900006" } },
            { "CD060", line with { PreviousReference = "OLD" } },
            { "CD060", credit with { PreviousReference = null } },
            { "TR316", credit with { PreviousReference = "RN1" } },
            { "CD087", line with { TariffCents = null } },
            { "CD087", line with { Unit = Units.Euro, Volume = 1_500 } },
            { "CS339", line with { Unit = Units.Euro, TariffCents = null } },
            { "", line with { Unit = Units.Euro, TariffCents = null, Volume = 1_500 } },
            { "CS325", credit with { Amount = new() { Cents = 0, IsCredit = true } } },
            { "CS337", line with { Period = new(new(2026, 3, 31), new(2026, 4, 30)) } },
            { "CS337", line with { Period = new(new(2025, 4, 1), new(2026, 4, 30)) } },
            { "TR137", line with { Period = new(new(2026, 4, 30), new(2026, 4, 1)) } },
            { "TR137", line with { Period = new(new(2026, 5, 1), new(2026, 5, 31)) } },
            { "TR134 TR137", line with { Period = new(new(2026, 5, 7), new(2026, 5, 31)) } },
            { "TR335", line with { Period = new(new(2021, 5, 1), new(2021, 5, 5)) } },
            { "", line with { Period = new(new(2021, 5, 1), new(2021, 5, 6)) } },
            { "CS100 TR335", line with { Period = new(new(2020, 12, 1), new(2020, 12, 31)) } },
        };
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public void judges_each_line(string rules, DeclarationLine line)
    {
        DeclarationLine[] lines = [Lines[0], line];
        var sum = SignedAmount.Of(lines.Sum(l => l.Amount.Signed));
        Broken(Head with { Total = sum }, lines).ShouldBe(rules.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Fact]
    public void finds_a_debit_that_is_credited_before_it_stands_in_the_message_and_a_credit_given_twice()
    {
        var credit = Lines[0] with { Reference = "RN3", PreviousReference = "RN1", Amount = new() { Cents = 1_500, IsCredit = true } };
        Broken(Head with { Total = SignedAmount.Of(0) }, [credit, Lines[0]]).ShouldBe(["TR316"]);
        var other = credit with { PreviousReference = "OLD" };
        Broken(Head with { Total = SignedAmount.Of(-3_000) }, [other, other with { Reference = "RN4" }]).ShouldBe(["TR315"]);
    }

    [Fact]
    public void a_total_of_zero_is_a_debit()
    {
        DeclarationLine[] lines = [Lines[0], Lines[0] with { Reference = "R-CREDIT", PreviousReference = "R-OLD", Amount = SignedAmount.Of(-Lines[0].Amount.Cents) }];
        Broken(Head with { Total = new() { Cents = 0, IsCredit = true } }, lines).ShouldBe(["CS325"]);
        Broken(Head with { Total = SignedAmount.Of(0) }, lines).ShouldBeEmpty();
    }

    [Fact]
    public void a_debit_of_zero_is_refused_since_it_could_never_be_credited_and_would_keep_the_real_line_out()
    {
        Broken(Head with { Total = SignedAmount.Of(0) }, [Lines[0] with { Volume = 0, Amount = SignedAmount.Of(0) }]).ShouldBe(["CS325"]);
    }

    [Fact]
    public void stops_collecting_when_a_person_would_stop_reading()
    {
        var rules = new DeclarationRules(Head);
        for (var i = 0; i < 5_000; i++) rules.Add(Lines[0] with { Reference = $"R{i}", AllocationNumber = i, TariffCents = null });
        rules.Finish().Count.ShouldBe(DeclarationRules.MaxFindings);
    }

    [Fact]
    public void never_names_a_person_in_a_finding()
    {
        var findings = Findings(Head, [Lines[0] with { Bsn = "999900007", TariffCents = null }, Lines[0] with { Bsn = "999900007" }]);
        findings.Count.ShouldBeGreaterThan(2);
        findings.ShouldAllBe(f => !f.ToString().Contains("999900007"));
    }

    private static DeclarationLine Line(string reference, string bsn, int ordinal) => new()
    {
        Bsn = bsn,
        Reference = reference,
        AllocationNumber = ordinal,
        Category = "45",
        Code = "45A03",
        Period = new(new(2026, 4, 1), new(2026, 4, 30)),
        Volume = 10,
        Unit = Units.Minute,
        TariffCents = 150,
        Amount = SignedAmount.Of(1_500),
        ClientOrdinal = ordinal,
        LineOrdinal = 1,
    };

    private static IEnumerable<string> Broken(DeclarationHead head, IEnumerable<DeclarationLine> lines) => Findings(head, lines).Select(f => f.Rule);

    private static IReadOnlyList<RuleFinding> Findings(DeclarationHead head, IEnumerable<DeclarationLine> lines)
    {
        var rules = new DeclarationRules(head);
        foreach (var line in lines) rules.Add(line);
        return rules.Finish();
    }
}
