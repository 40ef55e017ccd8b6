using System.Net;
using System.Text.RegularExpressions;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

/// <summary>Every form of every page, sent as it stands and with nothing filled in: whatever is refused is named by its field, and the name leads to an input that is there.</summary>
public sealed partial class FaultSummaryTests(UiRegion app) : IClassFixture<UiRegion>
{
    [Theory]
    [InlineData(Role.ProcurementOfficer, "/aanbieders/registreren", "registreren")]
    [InlineData(Role.ProcurementOfficer, "/contracten/opstellen", "opstellen")]
    [InlineData(Role.ProcurementOfficer, "/contracten/{contract}/tarief", "tarief")]
    [InlineData(Role.ProcurementOfficer, "/beschikkingen/afgeven", "afgeven")]
    [InlineData(Role.ProcurementOfficer, "/beschikkingen/{disposition}/toewijzen", "toewijzen")]
    [InlineData(Role.Finance, "/betalingen/voorstellen", "voorstellen")]
    [InlineData(Role.Finance, "/betwistingen/openen", "betwisten")]
    [InlineData(Role.Finance, "/feiten/vastleggen?soort=outcome", "vastleggen")]
    [InlineData(Role.Finance, "/feiten/vastleggen?soort=population", "vastleggen")]
    [InlineData(Role.Finance, "/feiten/vastleggen?soort=use", "vastleggen")]
    [InlineData(Role.Finance, "/feiten/vastleggen?soort=merger", "vastleggen")]
    [InlineData(Role.Finance, "/feiten/vastleggen?soort=municipality_budget", "vastleggen")]
    [InlineData(Role.Finance, "/feiten/vastleggen?soort=breach", "vastleggen")]
    [InlineData(Role.Finance, "/feiten/vastleggen?soort=part_reached", "vastleggen")]
    [InlineData(Role.Finance, "/feiten/vastleggen?soort=determination", "vastleggen")]
    [InlineData(Role.Finance, "/feiten/vastleggen?soort=advance", "vastleggen")]
    [InlineData(Role.Finance, "/feiten/vastleggen?soort=volume", "vastleggen")]
    [InlineData(Role.Finance, "/feiten/vastleggen?soort=kpi", "vastleggen")]
    [InlineData(Role.Finance, "/feiten/vastleggen?soort=cost", "vastleggen")]
    [InlineData(Role.Finance, "/doorbelasting", "verdelen")]
    [InlineData(Role.Finance, "/wat-als", "wat-als")]
    [InlineData(Role.ContractManager, "/kwartaalgesprekken/{contract}/2026-Q1", "actie")]
    [InlineData(Role.ContractManager, "/kwartaalgesprekken/{contract}/2026-Q1", "tekenen")]
    [InlineData(Role.Provider, "/betwistingen/openen", "betwisten")]
    public async Task every_fault_names_its_field_and_leads_to_it(string role, string path, string form)
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(role, role == Role.Provider ? app.Region.ProviderId : "");
        path = path.Replace("{contract}", app.Region.Contract.ContractId, StringComparison.Ordinal).Replace("{disposition}", app.Region.Allocation.DispositionId, StringComparison.Ordinal);
        var page = await visitor.GetAsync(path);
        page.Status.ShouldBe(HttpStatusCode.OK, path);
        foreach (var typed in new[] { "", "x", "-1" })
        {
            var fields = Inputs().Matches(page.Html).Select(input => input.Groups[1].Value).Distinct()
                .Where(name => !name.StartsWith('_') && name is not ("request_id" or "expected_version" or "content_digest")).ToDictionary(name => name, _ => typed);
            fields["_op"] = "opslaan";
            var answer = await visitor.SubmitAsync(path, page.Html, form, fields);
            var faults = Item().Matches(Summary().Match(answer.Html).Value);
            if (typed.Length == 0) faults.Count.ShouldBeGreaterThan(0, $"{path} {form}: {answer.Status}");
            foreach (Match fault in faults)
            {
                var link = Link().Match(fault.Value);
                link.Success.ShouldBeTrue($"{path} {form} with '{typed}': {fault.Value}");
                answer.Html.ShouldContain($"id=\"{link.Groups[1].Value}\"", Case.Sensitive, $"{path} {form}: {fault.Value}");
                Name().IsMatch(link.Groups[2].Value).ShouldBeTrue($"{path} {form}: {fault.Value}");
            }
        }
    }

    [GeneratedRegex("<(?:input|select|textarea)[^>]* name=\"([^\"]+)\"")]
    private static partial Regex Inputs();

    [GeneratedRegex("id=\"fouten\".*?</div>", RegexOptions.Singleline)]
    private static partial Regex Summary();

    [GeneratedRegex("<li>.*?</li>", RegexOptions.Singleline)]
    private static partial Regex Item();

    [GeneratedRegex("<a [^>]*href=\"#([^\"]+)\"[^>]*>(.*?)</a>", RegexOptions.Singleline)]
    private static partial Regex Link();

    [GeneratedRegex("^[^:]{2,}: .{3,}", RegexOptions.Singleline)]
    private static partial Regex Name();
}
