using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Inkoop.Ijw;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Ijw;

public class LineJudgementTests
{
    private static readonly DeclarationLine January = new()
    {
        Bsn = "999900006",
        Reference = "R1",
        AllocationNumber = 10,
        Category = "45",
        Code = "45A03",
        Period = new(new(2026, 1, 1), new(2026, 1, 31)),
        Volume = 1_020,
        Unit = Units.Minute,
        TariffCents = 145,
        Amount = SignedAmount.Of(147_900),
    };

    private static readonly LineFacts Sound = new()
    {
        Allocation = new()
        {
            Category = "45",
            Code = "45A03",
            Extent = new() { Volume = 2_880, Unit = Units.Minute, Frequency = Frequencies.InTotal },
            From = new(2026, 1, 1),
            To = new(2026, 3, 31),
            IsOfClient = true,
        },
        Terms = new() { Unit = Units.Minute, Variant = CareVariant.Effort },
        Price = new(147_900, 145, IsByVolume: true),
    };

    [Fact]
    public void the_worked_quarter_comes_out_to_the_cent()
    {
        var book = new Book();
        book.Submit(Line("R1", 1, 1_020)).ShouldBeEmpty();
        book.Submit(Line("R2", 2, 960, tariff: 148)).ShouldBe(["0611"]);
        book.Submit(Line("R3", 2, 960)).ShouldBeEmpty();
        book.Submit(Line("R4", 3, 1_050)).ShouldBe(["9322"]);
        book.Submit(Line("R5", 3, 900)).ShouldBeEmpty();
        book.Cents.ShouldBe(417_600);
        book.Volume.ShouldBe(2_880);

        book.Submit(Line("R6", 1, 1_000)).ShouldBe(["9389", "9322"], ignoreOrder: true);
        var credit = Line("R7", 1, 1_020) with { PreviousReference = "R1", Amount = new() { Cents = 147_900, IsCredit = true } };
        book.Submit(credit).ShouldBeEmpty();
        book.Submit(Line("R8", 1, 1_000)).ShouldBeEmpty();
        book.Cents.ShouldBe(414_700);
        book.Volume.ShouldBe(2_860);
        book.Submit(credit with { Reference = "R9" }).ShouldBe(["9390"]);
    }

    [StandardDataFact]
    public void the_published_declaration_without_its_double_gives_8187_and_9341()
    {
        using var reader = IjwReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(IjwStandard.Example("JW323"))));
        var head = reader.ReadDeclarationHead();
        var lines = reader.ReadDeclarationLines().Where(l => !(l.Reference == "RN004" && l.Period.From.Month == 4)).ToList();
        var rules = new DeclarationRules(head with { Total = SignedAmount.Of(lines.Sum(l => l.Amount.Signed)) });
        foreach (var line in lines) rules.Add(line);
        rules.Finish().ShouldBeEmpty();

        // 10073 belongs to 999900006 in hours; 45A03 is output and was allocated by the piece.
        IReadOnlyList<string> Judge(DeclarationLine line) => LineJudgement.Judge(line, new()
        {
            Allocation = new()
            {
                Category = "45",
                Code = line.Code,
                Extent = new() { Volume = 40, Unit = line.Code == "45A03" ? Units.OutputPiece : Units.Hour, Frequency = Frequencies.PerMonth },
                From = new(2026, 1, 1),
                To = new(2026, 12, 31),
                IsOfClient = line.AllocationNumber != 10073 || line.Bsn == "999900006",
            },
            Terms = new()
            {
                Unit = line.Code == "45A03" ? Units.OutputPiece : Units.Hour,
                Variant = line.Code == "45A03" ? CareVariant.Output : CareVariant.Effort,
            },
            Price = Price(line, line.Code == "45A03" ? 1_250 : line.Unit == Units.Minute ? 25 : 1_500),
        });
        lines.ToDictionary(l => l.Reference, l => string.Join(' ', Judge(l)))
            .ShouldBe(new Dictionary<string, string> { ["RN001"] = "9341", ["RN002"] = "", ["RN003"] = "9341", ["RN004"] = "8187" }, ignoreOrder: true);
    }

    [Fact]
    public void accepts_a_sound_line() => LineJudgement.Judge(January, Sound).ShouldBeEmpty();

    public static TheoryData<string, DeclarationLine, LineFacts> Defects()
    {
        var allocation = Sound.Allocation!;
        LineFacts With(Func<AllocationFacts, AllocationFacts> change) => Sound with { Allocation = change(allocation) };
        Period To(int day) => new(new(2026, 1, 1), new(2026, 1, day));
        var monthly = new Extent { Volume = 1_000, Unit = Units.Minute, Frequency = Frequencies.PerMonth };
        return new()
        {
            { "8021", January, Sound with { ReferenceKnown = true } },
            { "9338", January, Sound with { Allocation = null } },
            { "8021 9338", January, Sound with { Allocation = null, ReferenceKnown = true, UncreditedDebitKnown = true } },
            { "8187", January with { Category = "46", TariffCents = 1 }, With(a => a with { IsOfClient = false, Removed = true }) },
            { "9339", January with { Category = "46" }, Sound },
            { "9340", January with { Code = "45A04" }, Sound },
            { "9389", January, Sound with { UncreditedDebitKnown = true } },
            { "9384", January, With(a => a with { Removed = true, To = a.From }) },
            { "9384 0611", January with { TariffCents = 144 }, With(a => a with { Removed = true }) },
            { "9307", January, With(a => a with { From = new(2026, 1, 10) }) },
            { "9308", January, With(a => a with { To = new(2026, 1, 20) }) },
            { "9387", January with { Period = new(new(2026, 1, 2), new(2026, 1, 31)) }, Sound },
            { "9387", January with { Period = new(new(2026, 1, 12), new(2026, 1, 31)) }, With(a => a with { From = new(2026, 1, 10) }) },
            { "9388", January with { Period = To(30) }, Sound },
            { "9388", January with { Period = To(18) }, With(a => a with { To = new(2026, 1, 20) }) },
            { "", January with { Period = new(new(2026, 1, 10), new(2026, 1, 20)) }, With(a => a with { From = new(2026, 1, 10), To = new(2026, 1, 20) }) },
            { "9307 9387", January with { Period = new(new(2025, 12, 5), new(2025, 12, 31)) }, Sound },
            { "9341", January with { Unit = Units.Hour }, Sound },
            { "0611", January with { TariffCents = 146, Amount = SignedAmount.Of(148_920) }, Sound },
            { "0611", January with { TariffCents = null }, Sound },
            { "0611", January, Sound with { Terms = null, Price = null } },
            { "0611", January, Sound with { Price = null } },
            { "0611", January with { Amount = SignedAmount.Of(147_901) }, Sound with { Price = new(147_900, 145, IsByVolume: false) } },
            { "0611", January, Sound with { Price = new(0, null, IsByVolume: false) } },
            { "", January with { TariffCents = 999 }, Sound with { Price = new(147_900, null, IsByVolume: false) } },
            { "9346", January with { Amount = SignedAmount.Of(147_901) }, Sound },
            { "9346", January with { Volume = 1_019 }, Sound },
            { "9321", January, With(a => a with { Extent = monthly }) },
            { "9321", January with { Volume = 600, Amount = SignedAmount.Of(87_000) }, With(a => a with { Extent = monthly }) with { UsedInPeriod = 401, UsedVolume = 401 } },
            { "", January with { Volume = 600, Amount = SignedAmount.Of(87_000) }, With(a => a with { Extent = monthly }) with { UsedInPeriod = 400, UsedVolume = 400 } },
            { "9322", January, Sound with { UsedVolume = 1_861 } },
            { "", January, Sound with { UsedVolume = 1_860 } },
            { "9321 9322", January, With(a => a with { Extent = monthly, To = new(2026, 1, 31) }) },
            { "9307", January, With(a => a with { From = new(2026, 1, 10), Extent = monthly }) },
            { "9369", January, With(a => a with { Extent = null, Code = null, BudgetCents = 147_899 }) },
            { "", January, With(a => a with { Extent = null, Code = null, BudgetCents = 147_900 }) },
            { "9369", January, With(a => a with { Extent = null, Code = null, Category = null, BudgetCents = 147_900 }) with { UsedCents = 1 } },
            { "9341", January, With(a => a with { Extent = null, Code = null }) with { Terms = Sound.Terms! with { Unit = Units.DayPart } } },
            { "9341", January with { Unit = Units.Hour }, With(a => a with { Extent = null, Code = null }) },
            { "", January with { Code = "45A04" }, With(a => a with { Extent = null, Code = null }) with { UsedVolume = 99_999_999, UsedInPeriod = 99_999_999 } },
            { "9339", January with { Category = "46" }, With(a => a with { Extent = null, Code = null }) },
            { "S329", January, With(a => a with { Extent = null, Code = null }) with { Terms = null } },
            { "S329", January with { Unit = Units.Euro, TariffCents = null }, With(a => a with { Extent = null, Code = null }) with { Terms = null } },
            { "8021 9389 9339 9340 0611 9308 9322", January with { Category = "46", Code = "x", TariffCents = 1 },
                With(a => a with { To = new(2026, 1, 20) }) with { ReferenceKnown = true, UncreditedDebitKnown = true, UsedVolume = 2_000 } },
        };
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public void names_every_rule_that_is_broken_and_no_other(string codes, DeclarationLine line, LineFacts facts) =>
        LineJudgement.Judge(line, facts with { Price = facts.Price == Sound.Price ? Price(line, 145) : facts.Price }).ShouldBe(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);

    [Fact]
    public void lets_hours_be_declared_in_minutes_at_the_hour_tariff()
    {
        var facts = Sound with
        {
            Allocation = Sound.Allocation! with { Extent = new() { Volume = 10, Unit = Units.Hour, Frequency = Frequencies.PerMonth } },
            Terms = Sound.Terms! with { Unit = Units.Hour },
            Price = new(50_000, 83, IsByVolume: true),
        };
        var line = January with { Volume = 600, TariffCents = 83, Amount = SignedAmount.Of(50_000) };
        LineJudgement.Judge(line, facts).ShouldBeEmpty();
        LineJudgement.Judge(line with { Volume = 601, Amount = SignedAmount.Of(50_083) }, facts with { Price = new(50_083, 83, IsByVolume: true) }).ShouldBe(["9321"]);
        var hours = facts with { Price = new(50_000, 5_000, IsByVolume: true) };
        LineJudgement.Judge(line with { Unit = Units.Hour, Volume = 10, TariffCents = 5_000 }, hours).ShouldBeEmpty();
        LineJudgement.Judge(line with { Unit = Units.Hour, Volume = 10, TariffCents = 5_000 }, hours with { UsedInPeriod = 1, UsedVolume = 1 }).ShouldBe(["9321"]);
    }

    [Fact]
    public void asks_no_tariff_of_euros()
    {
        var facts = Sound with
        {
            Allocation = Sound.Allocation! with { Extent = new() { Volume = 840_000, Unit = Units.Euro, Frequency = Frequencies.InTotal } },
            Terms = null,
            Price = new(252_000, 145, IsByVolume: true),
        };
        var line = January with { Unit = Units.Euro, TariffCents = null, Volume = 252_000, Amount = SignedAmount.Of(252_000) };
        LineJudgement.Judge(line, facts).ShouldBeEmpty();
        LineJudgement.Judge(line, facts with { UsedVolume = 588_001 }).ShouldBe(["9322"]);
    }

    [Fact]
    public void judges_a_credit_on_its_reference_and_its_original_only()
    {
        var credit = January with { Reference = "R2", PreviousReference = "R1", Amount = new() { Cents = 147_900, IsCredit = true } };
        var original = Original(January);

        // Nothing of the allocation or the tariff matters any more.
        var facts = new LineFacts { Allocation = null, Terms = null, Original = original, UsedVolume = 99_999 };
        LineJudgement.Judge(credit, facts).ShouldBeEmpty();
        LineJudgement.Judge(credit, facts with { ReferenceKnown = true, CreditedBefore = true }).ShouldBe(["8021", "9390"]);
        LineJudgement.Judge(credit, facts with { Original = null }).ShouldBe(["8017"]);
        foreach (var other in new[]
        {
            credit with { AllocationNumber = 11 }, credit with { Category = "46" }, credit with { Code = "45A04" }, credit with { Volume = 1 }, credit with { Unit = Units.Hour },
            credit with { TariffCents = null }, credit with { Amount = new() { Cents = 147_899, IsCredit = true } }, credit with { Period = new(new(2026, 2, 1), new(2026, 2, 28)) },
        }) LineJudgement.Judge(other, facts).ShouldBe(["8017"]);
        LineJudgement.Judge(credit, facts with { Original = original with { IsOfClient = false } }).ShouldBe(["8017"]);
    }

    [Fact]
    public void never_lets_the_accepted_volume_pass_the_allocated_total()
    {
        var submissions = Gen.Choose(0, 1_500).ListOf(12);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(submissions.ToArbitrary(), volumes =>
        {
            var book = new Book();
            foreach (var (index, volume) in volumes.Index()) book.Submit(Line($"R{index}", index % 3 + 1, volume));
            return book.Volume <= 2_880 && book.Cents == book.Volume * 145;
        }));
    }

    private static DeclarationLine Line(string reference, int month, int volume, long tariff = 145)
    {
        var first = new DateOnly(2026, month, 1);
        return January with
        {
            Reference = reference,
            Period = new(first, first.AddMonths(1).AddDays(-1)),
            Volume = volume,
            TariffCents = tariff,
            Amount = SignedAmount.Of(volume * tariff),
        };
    }

    private static LinePrice Price(DeclarationLine line, long tariff) => new(line.Volume * tariff, tariff, IsByVolume: true);

    private static CreditedDebit Original(DeclarationLine line) => new()
    {
        AllocationNumber = line.AllocationNumber,
        Category = line.Category,
        Code = line.Code,
        Period = line.Period,
        Volume = line.Volume,
        Unit = line.Unit,
        TariffCents = line.TariffCents,
        AmountCents = line.Amount.Cents,
        IsOfClient = true,
    };

    /// <summary>The least bookkeeping that the facts of successive lines need.</summary>
    private sealed class Book
    {
        private readonly List<DeclarationLine> debits = [];
        private readonly HashSet<string> references = [];
        private readonly HashSet<string> credited = [];

        public long Volume => Open.Sum(d => (long)d.Volume);

        public long Cents => Open.Sum(d => d.Amount.Cents);

        private IEnumerable<DeclarationLine> Open => debits.Where(d => !credited.Contains(d.Reference));

        public IReadOnlyList<string> Submit(DeclarationLine line)
        {
            var original = debits.Find(d => d.Reference == line.PreviousReference);
            var codes = LineJudgement.Judge(line, Sound with
            {
                Price = Price(line, 145),
                UsedVolume = Volume,
                UsedInPeriod = Open.Where(d => d.Period == line.Period).Sum(d => (long)d.Volume),
                ReferenceKnown = !references.Add(line.Reference),
                UncreditedDebitKnown = Open.Any(d => d.Period == line.Period),
                Original = original is null ? null : Original(original),
                CreditedBefore = line.PreviousReference is not null && credited.Contains(line.PreviousReference),
            });
            if (codes.Count > 0) return codes;
            if (line.Amount.IsCredit) credited.Add(line.PreviousReference!);
            else debits.Add(line);
            return codes;
        }
    }
}
