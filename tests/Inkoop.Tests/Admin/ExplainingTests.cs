using Google.Protobuf.WellKnownTypes;
using Inkoop.Admin;
using Inkoop.Admin.Texts;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

public sealed class ExplainingTests
{
    [Theory]
    [InlineData("tariff_eur", "1.45", "€ 1,45")]
    [InlineData("tariff_eur", "1.5116105", "€ 1,5116105")]
    [InlineData("budget_cents", "600000000", "€ 6.000.000,00")]
    [InlineData("price_cents", "1131578.94736842105263157895", "€ 11.315,7894736842…")]
    [InlineData("amount_cents", "-12345", "-€ 123,45")]
    [InlineData("share", "0.5", "50%")]
    [InlineData("share_now", "0.333333333333", "33,3333333333%")]
    [InlineData("unit", "01", "minuten")]
    [InlineData("period", "2026-01-01/2026-01-31", "01-01-2026 t/m 31-01-2026")]
    [InlineData("volume", "1020", "1.020")]
    [InlineData("verified_by", "bureau X", "bureau X")]
    public void an_input_is_shown_as_what_it_is(string name, string value, string shown) =>
        Explaining.Value(new ExplanationInput { Name = name, Value = value }).ShouldBe(shown);

    [Fact]
    public void a_value_is_cut_on_screen_and_says_so() =>
        Explaining.Unrounded("-114777.28701465830000000001").ShouldBe("-€ 114.777,2870146583…");

    [Fact]
    public void what_says_nothing_is_left_out()
    {
        var node = new Explanation
        {
            Inputs =
            {
                new ExplanationInput { Name = "volume", Value = "10" }, new ExplanationInput { Name = "per", Value = "1" },
                new ExplanationInput { Name = "tariff_eur", Value = "1.45" }, new ExplanationInput { Name = "tariff_agreed_eur", Value = "1.45" },
            },
        };
        Explaining.Inputs(node).Select(input => input.Name).ShouldBe(["volume", "tariff_eur"]);
    }

    [Theory]
    [InlineData("line/R-1", "Prestatie R-1")]
    [InlineData("advance/1/2026-02/0957", "Voorschot februari 2026, perceel 1")]
    [InlineData("population/3/2026/0957", "Afrekening 2026, perceel 3")]
    [InlineData("nieuw/iets", "nieuw/iets")]
    public void a_key_is_read_as_what_is_paid(string key, string words) => PaymentKeys.InWords(key).ShouldBe(words);

    [Fact]
    public void a_month_stands_for_its_first_and_last_day()
    {
        Months.FirstDay("2028-02").ShouldBe("2028-02-01");
        Months.LastDay("2028-02-11").ShouldBe("2028-02-29");
        Months.LastDay("geen maand").ShouldBe("geen maand");
    }

    [Fact]
    public void a_day_ends_at_dutch_midnight_and_a_moment_survives_its_address()
    {
        var end = Months.EndOfDay("2026-07-01")!;
        end.ToDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 7, 1, 21, 59, 59, TimeSpan.Zero).AddTicks(9_999_999));
        Months.ReadExact(Months.Exact(end)).ShouldBe(end);
        Months.EndOfDay("gisteren").ShouldBeNull();
        Months.ReadExact("").ShouldBeNull();
        Months.Exact(Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch)).ShouldBe("1970-01-01T00:00:00.0000000Z");
    }
}
