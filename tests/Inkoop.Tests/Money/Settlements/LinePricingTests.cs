using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Ijw;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money.Settlements;

/// <summary>What a line costs at a tariff, and the tariff that belongs on it.</summary>
public class LinePricingTests
{
    [Theory]
    [InlineData(LineAmount.UnroundedTariff, 435_344)]
    [InlineData(LineAmount.TariffFourDecimals, 435_341)]
    [InlineData(LineAmount.TariffCents, 434_880)]
    public void rounds_the_tariff_when_the_contract_says_so(string rounding, long cents) =>
        Cents(Terms(1.5116105m, Units.Minute, rounding), Units.Minute, 2_880).ShouldBe(cents);

    [Theory]
    [InlineData("87.30", 146)] // 1.455 a minute
    [InlineData("87.24", 145)] // 1.454 a minute
    [InlineData("60", 100)]
    public void shows_an_hour_tariff_declared_in_minutes_divided_by_sixty_and_rounded(string hour, long cents) =>
        Shown(Terms(decimal.Parse(hour, System.Globalization.CultureInfo.InvariantCulture), Units.Hour), Units.Minute).ShouldBe(cents);

    [Fact]
    public void reckons_minutes_of_an_hour_tariff_with_the_hour_tariff_itself()
    {
        // 50.00 an hour is 0.8333.. a minute, shown as 0.83; a hundred minutes are 83.33 and not 83.00.
        Shown(Terms(50m, Units.Hour), Units.Minute).ShouldBe(83);
        Cents(Terms(50m, Units.Hour), Units.Minute, 100).ShouldBe(8_333);

        // Half a cent exactly: 0.01 an hour for 30 minutes.
        Cents(Terms(0.01m, Units.Hour), Units.Minute, 30).ShouldBe(1);
        Cents(Terms(0.01m, Units.Hour), Units.Minute, 29).ShouldBe(0);
    }

    [Fact]
    public void has_no_amount_without_a_tariff_in_a_unit_that_compares()
    {
        Cents(Terms(null, Units.Minute), Units.Minute, 1).ShouldBeNull();
        Shown(Terms(null, Units.Minute), Units.Minute).ShouldBeNull();
        Cents(Terms(1m, Units.OutputPiece), Units.Hour, 1).ShouldBeNull();
        Shown(Terms(1m, Units.Minute), Units.Hour).ShouldBeNull();
    }

    [Fact]
    public void sixty_minutes_cost_an_hour() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(Cases.ToArbitrary(), c =>
            Cents(Terms(c.Tariff, Units.Hour, c.Rounding), Units.Minute, 60 * c.Volume)
            == Cents(Terms(c.Tariff, Units.Hour, c.Rounding), Units.Hour, c.Volume)));

    [Fact]
    public void is_never_more_than_half_a_cent_from_the_exact_amount() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(Cases.ToArbitrary(), c =>
        {
            // Exact in integers: hundred-millionths of a euro times minutes, against sixty times the amount.
            var cents = Cents(Terms(c.Tariff, Units.Hour), Units.Minute, c.Volume)!.Value;
            var exact = (Int128)(c.Tariff * 100_000_000m) * c.Volume;
            var twice = 2 * (exact - (Int128)cents * 60_000_000);
            return -60_000_000 < twice && twice < 60_000_000 || twice == -60_000_000;
        }));

    private static Gen<Case> Cases =>
        from tariff in Gen.Choose(0, int.MaxValue)
        from scale in Gen.Choose(0, 8)
        from volume in Gen.Choose(0, 1_500_000)
        from rounding in Gen.Elements(LineAmount.UnroundedTariff, LineAmount.TariffFourDecimals, LineAmount.TariffCents)
        select new Case(new decimal(tariff, 0, 0, false, (byte)scale), volume, rounding);

    private static LinePricing Terms(decimal? tariff, string unit, string rounding = LineAmount.UnroundedTariff) => new(new PriceTimesQuantityTerms
    {
        RoundingRule = rounding,
        Products = [new ProductPrice { ProductId = "p", RateUnit = unit, Rates = tariff is { } euro ? [new RateStep(new(2026, 1, 1), null, euro)] : [] }],
    }, Stress.None);

    private static long? Cents(LinePricing pricing, string unit, int volume) => pricing.Cents(Line(unit, volume));

    private static long? Shown(LinePricing pricing, string unit) => pricing.TariffCents(Line(unit, 1));

    private static CareLine Line(string unit, int volume) => new()
    {
        EventId = Guid.Empty,
        RecordedAt = default,
        AcceptedAt = default,
        ReferenceNumber = "R",
        ProductId = "p",
        MunicipalityCode = "0957",
        StartsOn = new(2026, 1, 1),
        EndsOn = new(2026, 1, 31),
        Volume = volume,
        Unit = unit,
    };

    private sealed record Case(decimal Tariff, int Volume, string Rounding);
}
