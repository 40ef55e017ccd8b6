using FsCheck;
using FsCheck.Fluent;
using Inkoop.Agreements;
using Inkoop.Contracts.Amending;
using Inkoop.Funding;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;
using IndexYear = Inkoop.Funding.IndexYear;

namespace Inkoop.Tests.Contracts;

/// <summary>Tariffs that rise by one percentage from a day.</summary>
public class TariffIndexationTests
{
    private static readonly IndexYear figures = new(2027, new(4.10m, 2.30m), new(4.70m, 2.20m), new(5.02m, 2.61m));

    private static readonly DateOnly january = new(2027, 1, 1);

    [Theory]
    [InlineData(2024, "4.249", 151_161_050)]
    [InlineData(2025, "4.249", 151_161_050)]
    [InlineData(2026, "3.92", 150_684_000)]
    public void wages_and_prices_with_the_after_correction_from_the_second_year_on(int startYear, string percent, long rateE8)
    {
        var indexed = TariffIndexation.Apply(Running(startYear), new IndexationTerms { From = january, Index = figures });
        indexed.Percent.ToText(8).ShouldBe(percent);
        indexed.Rates.Single(rate => rate.Product.ProductId == "45A03").AfterE8.ShouldBe(rateE8);
        On(indexed.Contract, january.AddDays(-1)).ShouldBe(145_000_000);
        On(indexed.Contract, january).ShouldBe(rateE8);
        indexed.Contract.Version.ShouldBe(3);
    }

    [Fact]
    public void what_ended_before_or_begins_later_stays_as_it_is()
    {
        var contract = Running(2025, wire =>
        {
            wire.Products.Add(New("45A04", ("2026-01-01", "2026-12-31", "60")));
            wire.Products.Add(New("45A05", ("2027-04-01", "", "60")));
            wire.Products.Add(New("45A06", ("2026-01-01", "2027-06-30", "60"), ("2027-07-01", "", "70")));
        });
        var indexed = TariffIndexation.Apply(contract, new IndexationTerms { From = january, Percent = 4m, Decimals = 2 });
        indexed.Rates.Select(rate => (rate.Product.ProductId, rate.AfterE8, rate.Skipped)).ShouldBe(
        [
            ("45A03", 151_000_000L, IndexationSkip.Unspecified),
            ("45A04", 0L, IndexationSkip.Ended),
            ("45A05", 0L, IndexationSkip.Later),
            ("45A06", 6_240_000_000L, IndexationSkip.Unspecified),
        ]);
        TariffCalendar.On(indexed.Contract.Products[3].Tariffs, new DateOnly(2027, 7, 1), indexed.Contract.EndsOn)!.RateE8.ShouldBe(7_000_000_000);
    }

    [Fact]
    public void a_percentage_that_rounds_to_nothing_makes_no_version()
    {
        var indexed = TariffIndexation.Apply(Running(2025), new IndexationTerms { From = january, Percent = 0.1m, Decimals = 2 });
        indexed.Changes.ShouldBeFalse();
        indexed.Contract.Version.ShouldBe(2);
        indexed.Rates.Single().Skipped.ShouldBe(IndexationSkip.Same);
    }

    [Fact]
    public void a_contract_that_does_not_run_on_the_day_is_refused_by_name() =>
        Should.Throw<Refused>(() => TariffIndexation.Apply(Running(2025), new IndexationTerms { From = new(2030, 1, 1), Percent = 4m })).Code.ShouldBe("outside_contract");

    // No day before the indexation gets another tariff, and every day after it the old one times the factor.
    [Fact]
    public void days_before_keep_their_tariff_and_days_after_rise_by_the_factor() => Prop.ForAll(
        (from day in Gen.Choose(0, 1_000) from e2 in Gen.Choose(-500, 1_500) from decimals in Gen.Choose(2, 8) select (day, e2, decimals)).ToArbitrary(), asked =>
    {
        var contract = Running(2025);
        var from = contract.StartsOn.AddDays(asked.day);
        var percent = asked.e2 / 100m;
        var indexed = TariffIndexation.Apply(contract, new IndexationTerms { From = from, Percent = percent, Decimals = asked.decimals }).Contract;
        foreach (var days in new[] { -400, -1, 0, 1, 90 })
        {
            var at = from.AddDays(days);
            if (at < contract.StartsOn || at > contract.EndsOn) continue;
            var rate = On(indexed, at);
            if (days < 0) rate.ShouldBe(145_000_000);
            else Fraction.OfE8(rate).ShouldBe((Fraction.OfE8(145_000_000) * (Fraction.One + (Fraction)percent / 100)).Round(asked.decimals));
        }
    }).QuickCheckThrowOnFailure();

    private static long On(ContractState contract, DateOnly day) => TariffCalendar.On(contract.Products[0].Tariffs, day, contract.EndsOn)!.RateE8;

    private static ContractState Running(int startYear, Action<Inkoop.Wire.Contracts.V1.Contract>? change = null) => Samples.Signed(contract =>
    {
        contract.StartsOn = $"{startYear}-01-01";
        contract.EndsOn = "2028-12-31";
        contract.Buyers.RemoveAt(1);
        contract.Buyers[0].ValidFrom = contract.StartsOn;
        contract.YearBudgets.Clear();
        contract.Products.RemoveAt(1);
        contract.Products[0].Tariffs[0].ValidFrom = contract.StartsOn;
        change?.Invoke(contract);
    }, signedOn: new DateOnly(startYear - 1, 12, 1));

    private static Product New(string code, params (string From, string Until, string Rate)[] tariffs)
    {
        var product = new Product { LotId = "1", Category = "45", Code = code, Description = "Begeleiding groep", Unit = "16", Variant = DeliveryVariant.Effort };
        product.Tariffs.AddRange(tariffs.Select(tariff => new Tariff { ValidFrom = tariff.From, ValidUntil = tariff.Until, RateEur = tariff.Rate }));
        return product;
    }
}
