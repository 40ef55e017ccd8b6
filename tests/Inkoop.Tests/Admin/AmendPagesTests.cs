using System.Net;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

/// <summary>A signed contract on the pages: what an amendment changes is shown before it is recorded, and stays readable afterwards.</summary>
public sealed class AmendPagesTests(UiRegion app) : IClassFixture<UiRegion>
{
    [Fact]
    public async Task an_amendment_is_previewed_recorded_and_listed()
    {
        var signed = app.Region.Contract;
        var contracts = app.Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer);
        var before = (await contracts.GetContractAsync(new GetContractRequest { ContractId = signed.ContractId })).Contract;
        var path = $"/contracten/{signed.ContractId}/aanpassen";
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.ProcurementOfficer);
        var form = await visitor.GetAsync(path);
        form.Status.ShouldBe(HttpStatusCode.OK);

        var same = Visitor.Text((await visitor.SubmitAsync(path, form.Html, "aanpassen", Change("voorbeeld"))).Html);
        same.ShouldContain("Het contract staat er al zo.", customMessage: "the form says the contract as it is, nothing lost on the way");

        var preview = await visitor.SubmitAsync(path, form.Html, "aanpassen", Change("voorbeeld", ("contract.title", "Anders genoemd"), ("contract.year_budgets[0].budget_cents", "1.234.567,00")));
        var shown = Visitor.Text(preview.Html);
        shown.ShouldContain("Wat er verandert");
        shown.ShouldContain("Anders genoemd");
        shown.ShouldContain("1.234.567,00");
        (await contracts.GetContractAsync(new GetContractRequest { ContractId = signed.ContractId })).Contract.Version.ShouldBe(before.Version);

        (await visitor.SubmitAsync(path, form.Html, "aanpassen", Change("opslaan", ("contract.title", "Anders genoemd")))).Status.ShouldBe(HttpStatusCode.Found);
        var versions = Visitor.Text((await visitor.GetAsync($"/contracten/{signed.ContractId}/versies")).Html);
        versions.ShouldContain($"Versie {before.Version + 1}");
        versions.ShouldContain("Artikel 7.2");
        var between = Visitor.Text((await visitor.GetAsync($"/contracten/{signed.ContractId}/versies?van={before.Version}&met={before.Version + 1}")).Html);
        between.ShouldContain(before.Title);
        between.ShouldContain("Anders genoemd");

        // The others that share this host know it by its name.
        form = await visitor.GetAsync(path);
        (await visitor.SubmitAsync(path, form.Html, "aanpassen", Change("opslaan", ("contract.title", before.Title)))).Status.ShouldBe(HttpStatusCode.Found);

        Dictionary<string, string> Change(string op, params (string Path, string Value)[] fields)
        {
            var change = new Dictionary<string, string> { ["effective_from"] = "2026-07-01", ["clause"] = "Artikel 7.2", ["reason"] = "Andere naam", ["_op"] = op };
            foreach (var (field, value) in fields)
                change[field] = value;
            return change;
        }
    }

    [Fact]
    public async Task an_indexation_shows_every_tariff_and_what_it_costs_before_it_is_recorded()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.ProcurementOfficer);
        const string Path = "/tarieven/indexeren";
        var form = await visitor.GetAsync(Path);
        form.Status.ShouldBe(HttpStatusCode.OK);
        var change = new Dictionary<string, string>
        {
            ["effective_from"] = "2026-12-01",
            ["percent"] = "4,249",
            ["clause"] = "Artikel 9",
            ["reason"] = "Indexering",
            ["kies." + app.Region.Contract.ContractId] = "true",
            ["versie." + app.Region.Contract.ContractId] = app.Region.Contract.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["_op"] = "voorbeeld",
        };
        var current = (await app.Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer).GetContractAsync(new GetContractRequest { ContractId = app.Region.Contract.ContractId })).Contract;
        change["versie." + current.ContractId] = current.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var shown = Visitor.Text((await visitor.SubmitAsync(Path, form.Html, "indexeren", change)).Html);
        shown.ShouldContain("4,249%");
        shown.ShouldContain(current.Number);
        change["clause"] = "";
        var refused = await visitor.SubmitAsync(Path, form.Html, "indexeren", change);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }
}
