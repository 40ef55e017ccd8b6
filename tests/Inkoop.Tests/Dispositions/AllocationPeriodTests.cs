using Inkoop.Dispositions.Allocations;
using Inkoop.Dispositions.Judging;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

public class AllocationPeriodTests
{
    private static readonly ContractTerms Whole = Samples.Signed().ToTerms();

    [Fact]
    public void each_reason_is_named_with_its_first_day()
    {
        var leaves = Whole with { Buyers = [.. Whole.Buyers.Select(buyer => buyer with { ValidUntil = new DateOnly(2026, 6, 30) })] };
        Gap(leaves, "2026-01-01", "2026-12-31").ShouldBe("2026-07-01 municipality_does_not_buy");
        Gap(leaves, "2026-01-01", "2026-06-30").ShouldBe("");

        var priced = With(Whole, new TariffTerm { ValidFrom = new DateOnly(2026, 2, 1), ValidUntil = new DateOnly(2026, 9, 30), RateE8 = 1 });
        Gap(priced, "2026-01-01", "2026-03-31").ShouldBe("2026-01-01 no_tariff");
        Gap(priced, "2026-02-01", "2026-10-31").ShouldBe("2026-10-01 no_tariff");
        Gap(Whole, "2026-01-01", Iso(Whole.EndsOn.AddDays(3))).ShouldBe(Iso(Whole.EndsOn.AddDays(1)) + " outside_contract");
    }

    [Fact]
    public void without_an_end_it_outlives_every_contract()
    {
        var check = new Check();
        AllocationPeriod.Check(check, Whole, "0957", [Whole.Products[0]], new Wanted { Volume = 1, Unit = "01", Frequency = "4", StartsOn = new DateOnly(2026, 1, 1) });
        var fault = check.Faults.Single();
        (fault.Field, fault.Code).ShouldBe(("ends_on", "contract_ends"));
        fault.Text.ShouldContain(Iso(Whole.EndsOn));
    }

    /// <summary>Whatever a contract says of buyers and tariffs, an allocation that was let in has a tariff by which each of its days is judged, and one that was refused lacks it on the named day.</summary>
    [Fact]
    public void no_day_of_an_accepted_allocation_lacks_a_tariff()
    {
        var random = new Random(20260601);
        var (accepted, refused) = (0, 0);
        for (var i = 0; i < 2_000; i++)
        {
            var start = Whole.StartsOn;
            DateOnly Day() => start.AddDays(random.Next(700));
            var (first, second) = (Day(), Day());
            var priced = With(Whole, new TariffTerm { ValidFrom = start, ValidUntil = first, RateE8 = 150_000_000 }, new TariffTerm { ValidFrom = first.AddDays(random.Next(1, 3)), RateE8 = 160_000_000 });
            var buyer = new BuyerTerm { MunicipalityCode = "0957", ValidFrom = start, ValidUntil = random.Next(2) == 0 ? null : second };
            var terms = priced with { Buyers = [buyer], EndsOn = start.AddDays(random.Next(300, 700)) };
            var (from, until) = (Day(), Day());
            if (until < from) (from, until) = (until, from);

            var gap = AllocationPeriod.FirstGap(terms, "0957", [terms.Products[0]], from, until);
            var contract = new AgreedContract(1, terms);
            var bad = Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(day => !Paid(contract, day)).Cast<DateOnly?>().FirstOrDefault();
            (gap?.Day == bad).ShouldBeTrue($"{from:o} to {until:o}: said {gap}, is {bad:o}");
            _ = gap is null ? accepted++ : refused++;
        }

        (accepted > 100 && refused > 100).ShouldBeTrue($"{accepted} accepted, {refused} refused");
    }

    private static bool Paid(AgreedContract contract, DateOnly day) =>
        contract.Of("0957", "45", "45A03", day) is { } agreed && agreed.Worth.Of(new CareLine
        {
            EventId = Guid.Empty,
            RecordedAt = DateTimeOffset.UnixEpoch,
            AcceptedAt = DateTimeOffset.UnixEpoch,
            ReferenceNumber = "R",
            ProductId = agreed.ProductId,
            MunicipalityCode = "0957",
            StartsOn = day,
            EndsOn = day,
            Volume = 10,
            Unit = "01",
        }, Guid.Empty, [], Enumerable.Empty<PartReached>().ToLookup(_ => Guid.Empty)) is not null;

    private static ContractTerms With(ContractTerms terms, params TariffTerm[] tariffs) =>
        terms with { Products = [terms.Products[0] with { Tariffs = tariffs }, .. terms.Products.Skip(1)] };

    private static string Gap(ContractTerms terms, string from, string until) =>
        AllocationPeriod.FirstGap(terms, "0957", [terms.Products[0]], DateOnly.Parse(from), DateOnly.Parse(until)) is { } gap ? $"{Iso(gap.Day)} {gap.Code}" : "";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd");
}
