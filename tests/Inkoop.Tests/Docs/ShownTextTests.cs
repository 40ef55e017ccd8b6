using Shouldly;
using Xunit;

namespace Inkoop.Tests.Docs;

/// <summary>The eye of the walk over all pages: it sees what is for programs, and only that.</summary>
public sealed class ShownTextTests
{
    /// <summary>What a walk must find, so that it can fail.</summary>
    [Theory]
    [InlineData("<td>0191fab4-372b-71b7-b5d7-6495344e91c6</td>", "id ")]
    [InlineData("<td title=\"tariff_eur\">x</td>", "code ")]
    [InlineData("<p>line/240071-2601</p>", "key ")]
    [InlineData("<p>7.45</p>", "number ")]
    public void what_is_for_programs_is_recognised(string html, string kind) => ShownText.Faults(ShownText.Of(html)).ShouldContain(fault => fault.StartsWith(kind, StringComparison.Ordinal));

    [Theory]
    [InlineData("<a href=\"/contracten/0191fab4-372b-71b7-b5d7-6495344e91c6\">MLO-2024-001</a>")]
    [InlineData("<p>€ 1.234,56 op 28-11-2026 om 12:45, 1.250 regels</p>")]
    [InlineData("<input type=\"hidden\" name=\"contract_id\" value=\"0191fab4-372b-71b7-b5d7-6495344e91c6\">")]
    public void what_people_read_is_not(string html) => ShownText.Faults(ShownText.Of(html)).ShouldBeEmpty();
}
