using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Inkoop.Admin;
using Inkoop.Admin.Forms;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1.234,56", 1_234_56)]
    [InlineData("€ 1.234,56", 1_234_56)]
    [InlineData("1234,5", 1_234_50)]
    [InlineData("1.45", 1_45)]
    [InlineData("1.000", 1_000_00)]
    [InlineData("1.000.000", 1_000_000_00)]
    [InlineData("0", 0)]
    public void reads_money_as_people_here_type_it(string typed, long cents)
    {
        NumberText.TryCents(typed, out var read).ShouldBeTrue();
        read.ShouldBe(cents);
    }

    [Theory]
    [InlineData("1,234")]
    [InlineData("-5")]
    [InlineData("1.00.000")]
    [InlineData("twaalf")]
    [InlineData("1e3")]
    [InlineData("")]
    public void refuses_what_is_no_amount(string typed) => NumberText.TryCents(typed, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2.880", 2_880)]
    [InlineData("2880", 2_880)]
    [InlineData("1 000", 1_000)]
    public void reads_whole_numbers(string typed, long value)
    {
        NumberText.TryWhole(typed, out var read).ShouldBeTrue();
        read.ShouldBe(value);
    }

    [Theory]
    [InlineData("2,5")]
    [InlineData("-1")]
    [InlineData("1.2")]
    public void refuses_what_is_no_whole_number(string typed) => NumberText.TryWhole(typed, out _).ShouldBeFalse();

    [Fact]
    public void what_is_shown_as_money_is_read_back_as_the_same_cents() =>
        Prop.ForAll<long>(any =>
        {
            var cents = Math.Abs(any % 100_000_000_000_00);
            return NumberText.TryCents(Show.Money(cents), out var read) && read == cents;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void a_rate_of_the_wire_survives_the_form() =>
        Prop.ForAll<int, byte>((whole, scale) =>
        {
            var rate = new decimal(whole, 0, 0, false, (byte)(scale % 9)) is var value && value < 0 ? -value : value;
            var wire = rate.ToString(CultureInfo.InvariantCulture);
            return NumberText.TryDecimal(Show.Typed(wire), out var read) && decimal.Parse(read, CultureInfo.InvariantCulture) == rate;
        }).QuickCheckThrowOnFailure();
}
