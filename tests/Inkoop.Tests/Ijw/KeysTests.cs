using Inkoop.Ijw;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Ijw;

public class KeysTests
{
    private static readonly DeclarationHead Head = new()
    {
        Header = new() { Sender = "65656055", Receiver = "0384", Identification = "1", DatedOn = new(2026, 5, 6) },
        Number = "DN001",
        Period = new(new(2026, 4, 1), new(2026, 4, 30)),
        DatedOn = new(2026, 5, 6),
        Total = SignedAmount.Of(2_000),
    };

    [Theory]
    [InlineData("45a48", "45A48")]
    [InlineData("  r-1/é ", "R-1/é")]
    [InlineData("", "")]
    public void an_identifier_has_one_spelling(string typed, string key) => Keys.Of(typed).ShouldBe(key);

    [Fact]
    public void however_two_lines_spell_one_key_they_are_judged_as_one()
    {
        var random = new Random(20260501);
        for (var i = 0; i < 500; i++)
        {
            var (reference, code) = ($"REF-{i}X", "45A" + (char)('A' + (i % 26)));
            var (one, other) = (Line(Spell(random, reference), Spell(random, code)), Line(Spell(random, reference), Spell(random, code)));

            Broken(one, other).ShouldBe(["TR101", "TR416"], ignoreOrder: true);
            Broken(one, other with { Reference = reference + "2" }).ShouldBe(["TR416"]);
            Broken(one, other with { Code = "45A00" }).ShouldBe(["TR101"]);
            var debit = new CreditedDebit
            {
                AllocationNumber = 1,
                Category = "45",
                Code = code,
                Period = Head.Period,
                Volume = 10,
                Unit = "01",
                TariffCents = 100,
                AmountCents = 1_000,
                IsOfClient = true,
            };
            LineJudgement.Credits(Keys.Of(one with { PreviousReference = Spell(random, reference), Amount = SignedAmount.Of(-1_000) }), debit).ShouldBeTrue();
        }
    }

    private static IEnumerable<string> Broken(params DeclarationLine[] lines)
    {
        var rules = new DeclarationRules(Head);
        foreach (var line in lines) rules.Add(Keys.Of(line));
        return rules.Finish().Select(finding => finding.Rule);
    }

    private static string Spell(Random random, string key) =>
        new string(' ', random.Next(3)) + string.Concat(key.Select(c => random.Next(2) == 0 ? char.ToLowerInvariant(c) : c)) + new string(' ', random.Next(3));

    private static DeclarationLine Line(string reference, string code) => new()
    {
        Bsn = "999900006",
        Reference = reference,
        AllocationNumber = 1,
        Category = "45",
        Code = code,
        Period = Head.Period,
        Volume = 10,
        Unit = "01",
        TariffCents = 100,
        Amount = SignedAmount.Of(1_000),
    };
}
