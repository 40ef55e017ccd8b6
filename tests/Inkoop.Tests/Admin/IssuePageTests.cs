using System.Net;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Dispositions.V1;
using Shouldly;
using Xunit;
using Region = Inkoop.Tests.Journeys.Region;

namespace Inkoop.Tests.Admin;

/// <summary>Issuing a disposition with its allocation on the page: one request, so both are recorded or neither.</summary>
public sealed class IssuePageTests(UiRegion app) : IClassFixture<UiRegion>
{
    private const string Page = "/beschikkingen/afgeven";

    [Fact]
    public async Task a_refused_allocation_records_no_disposition_and_the_same_form_repaired_records_both()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.ProcurementOfficer);
        var fields = Fields("B-PAGINA-1", $"{app.Region.Contract.ContractId}/{Region.Category}/{Region.Category}A99");
        var refused = await visitor.SubmitAsync(Page, (await visitor.GetAsync(Page)).Html, "afgeven", fields);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, refused.Html);
        (await CountAsync("B-PAGINA-1")).ShouldBe(0);

        fields["product_id"] = $"{app.Region.Contract.ContractId}/{Region.Category}/{app.Region.Allocation.ProductId}";
        var recorded = await visitor.SubmitAsync(Page, refused.Html, "afgeven", fields);
        recorded.Status.ShouldBe(HttpStatusCode.Found, recorded.Html);
        (await visitor.SubmitAsync(Page, refused.Html, "afgeven", fields)).Location.ShouldBe(recorded.Location);
        (await CountAsync("B-PAGINA-1")).ShouldBe(1);
        recorded.Location.ShouldContain("klaar=toegewezen");
    }

    [Fact]
    public async Task a_fault_of_the_disposition_stands_at_its_field()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.ProcurementOfficer);
        var fields = Fields("", $"{app.Region.Contract.ContractId}/{Region.Category}/{app.Region.Allocation.ProductId}");
        fields["issue.client.bsn"] = "123456789";
        var refused = await visitor.SubmitAsync(Page, (await visitor.GetAsync(Page)).Html, "afgeven", fields);
        refused.Html.ShouldContain("id=\"issue-number-fout\"");
        refused.Html.ShouldContain("id=\"issue-client-bsn-fout\"");
    }

    private async Task<long> CountAsync(string number)
    {
        var found = await app.Client<DispositionService.DispositionServiceClient>(Role.ProcurementOfficer).ListDispositionsAsync(new ListDispositionsRequest { Search = number, PageSize = 10 });
        return found.Dispositions.LongCount(disposition => disposition.Number == number);
    }

    private static Dictionary<string, string> Fields(string number, string product) => new()
    {
        ["issue.number"] = number,
        ["issue.municipality_code"] = Region.Municipality,
        ["issue.issued_on"] = "2025-12-15",
        ["issue.client.bsn"] = "111222333",
        ["issue.client.birth_date"] = "2014-03-02",
        ["issue.client.last_name"] = "Pagina",
        ["issue.client.address.street"] = "Markt",
        ["issue.client.address.house_number"] = "3",
        ["issue.client.address.postal_code"] = "6041EM",
        ["issue.client.address.city"] = "Roermond",
        ["starts_on"] = "2026-01-01",
        ["ends_on"] = "2026-03-31",
        ["volume"] = "2880",
        ["product_id"] = product,
        ["_op"] = "opslaan",
    };
}
