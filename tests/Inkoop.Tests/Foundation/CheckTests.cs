using Inkoop.Platform.Rpc;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

public sealed class CheckTests
{
    [Fact]
    public void every_fault_is_reported_at_once()
    {
        var check = new Check();
        check.Text("", "name", 1, 10);
        check.Date("2026-02-30", "starts_on");
        check.Decimal("1,45", "rate_eur", 0, 10);
        check.Id("x", "contract_id");

        Should.Throw<Invalid>(check.ThrowIfAny).Fields.Select(field => (field.Field, field.Code)).ShouldBe(
            [("name", "required"), ("starts_on", "date_invalid"), ("rate_eur", "decimal_invalid"), ("contract_id", "id_invalid")]);
    }

    [Theory]
    [InlineData("2024-02-29", true)]
    [InlineData("2026-02-29", false)]
    [InlineData("2026-1-1", false)]
    [InlineData("01-01-2026", false)]
    [InlineData("2026-01-01T00:00", false)]
    public void a_day_is_written_in_one_way(string text, bool valid)
    {
        var check = new Check();
        check.Date(text, "on");
        check.HasFaults.ShouldBe(!valid);
    }

    [Theory]
    [InlineData("1.45", true)]
    [InlineData("1.12345678", true)]
    [InlineData("1.123456789", false)]
    [InlineData("1e3", false)]
    [InlineData("+1", false)]
    [InlineData(" 1", false)]
    [InlineData(".5", false)]
    public void a_decimal_is_exact(string text, bool valid)
    {
        var check = new Check();
        check.Decimal(text, "rate", 0, 100);
        check.HasFaults.ShouldBe(!valid);
    }

    [Fact]
    public void a_page_token_of_another_hand_is_refused() =>
        Should.Throw<Invalid>(() => PageToken.Read("bm9uc2Vuc2U=")).Fields[0].Field.ShouldBe("page_token");

    [Fact]
    public void pages_follow_each_other_until_nothing_is_left()
    {
        var token = PageToken.Next(0, 10, 11);
        PageToken.Read(token).ShouldBe(10);
        PageToken.Next(10, 10, 10).ShouldBe("");
    }
}
