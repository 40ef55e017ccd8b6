using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

/// <summary>Drafting a contract in every funding model by the forms, in a real browser.</summary>
public sealed class FundingPagesTests(UiRegion app) : IClassFixture<UiRegion>
{
    private ContractService.ContractServiceClient Contracts => app.Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer);

    [ToolFact("chromium")]
    public async Task the_form_and_the_page_of_a_contract_with_every_model_are_accessible_and_fit()
    {
        var draft = await DraftAsync("JH-2026-ALLES");
        var found = new List<string>();
        foreach (var width in new[] { 1280, 390 })
        {
            await using var browser = await BrowserPages.OpenAsync(app.Pages, Role.ProcurementOfficer, "", width, 900);
            foreach (var path in new[] { $"contracten/{draft.ContractId}/wijzigen", $"contracten/{draft.ContractId}" })
            {
                await browser.Page.GotoAsync(app.Pages + path);
                found.AddRange((await browser.FaultsAsync()).Select(fault => $"{path} at {width}: {fault}"));
                if (await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")) found.Add($"{path} at {width}: scrolls sideways");
            }
        }
        found.ShouldBeEmpty();
    }

    [ToolFact("chromium")]
    public async Task what_is_saved_without_a_change_is_the_contract_that_it_was()
    {
        var draft = await DraftAsync("JH-2026-ZELFDE");
        await using var browser = await BrowserPages.OpenAsync(app.Pages, Role.ProcurementOfficer, "", 1280, 900);
        await browser.Page.GotoAsync(app.Pages + $"contracten/{draft.ContractId}/wijzigen");
        await browser.Page.ClickAsync("button[value=opslaan]");
        await browser.Page.WaitForURLAsync(url => url.Contains("klaar=", StringComparison.Ordinal));
        var saved = (await Contracts.GetContractAsync(new GetContractRequest { ContractId = draft.ContractId })).Contract;
        saved.Version.ShouldBe(2);
        saved.Lots.ShouldBe(draft.Lots);
        saved.Products.ShouldBe(draft.Products);
    }

    [ToolFact("chromium")]
    public async Task a_model_is_chosen_its_rows_are_added_and_its_faults_stand_at_their_fields()
    {
        await using var browser = await BrowserPages.OpenAsync(app.Pages, Role.ProcurementOfficer, "", 1280, 900);
        var page = browser.Page;
        await page.GotoAsync(app.Pages + "contracten/opstellen");
        await page.FillAsync("[name='contract.buyers[0].municipality_code']", "0957");
        await page.SelectOptionAsync("[name='contract.lots[0].funding']", "4");
        await page.ClickAsync("button[value=velden]");
        await page.WaitForSelectorAsync("[name='contract.lots[0].funding.population.annual_budget_cents']");
        await page.ClickAsync("button[value='gemeenten:contract.lots[0].funding.population.weights']");
        await page.WaitForSelectorAsync("[name='contract.lots[0].funding.population.weights[0].weight']");
        (await page.InputValueAsync("[name='contract.lots[0].funding.population.weights[0].municipality_code']")).ShouldBe("0957");
        await page.FillAsync("[name='contract.lots[0].funding.population.weights[0].weight']", "-1");
        await page.FillAsync("[name='contract.lots[0].funding.population.reserve_cap_share']", "-2");
        await page.ClickAsync("button[value=opslaan]");
        await page.WaitForSelectorAsync("#fouten");
        (await page.InnerTextAsync("#contract-lots-0-funding-population-weights-0-weight-fout")).ShouldContain("Een gewicht is positief.");
        (await page.InnerTextAsync("#contract-lots-0-funding-population-reserve_cap_share-fout")).ShouldContain("Een reserve is niet negatief.");
        (await browser.FaultsAsync()).ShouldBeEmpty();
    }

    private async Task<Contract> DraftAsync(string number)
    {
        string[] models = ["price_times_quantity", "output", "task_based", "population", "outcome", "subsidy"];
        var contract = FundingSamples.Draft(FundingFormTests.Full(models[0]), FundingSamples.Product("43A12", "14", "310"), FundingSamples.Product("48A03", "84", "812.5"), FundingSamples.Product("45T01", "82", "8400", DeliveryVariant.Output));
        (contract.Number, contract.ProviderId) = (number, app.Region.ProviderId);
        contract.Lots.Clear();
        contract.Lots.Add(models.Select((model, i) => new Lot { LotId = $"{i + 1}", Name = $"Perceel met {model}", Funding = FundingFormTests.Full(model) }));
        (contract.Products[2].LotId, contract.Products[2].PaymentTiming) = ("2", PaymentTiming.OnResult);
        // The municipalities that a new product knows.
        var text = contract.ToString().Replace(FundingSamples.Maassluis, "0957", StringComparison.Ordinal).Replace(FundingSamples.Schiedam, "1641", StringComparison.Ordinal).Replace(FundingSamples.Vlaardingen, "1669", StringComparison.Ordinal);
        contract = Contract.Parser.ParseJson(text);
        return (await Contracts.DraftContractAsync(new DraftContractRequest { RequestId = number, Contract = contract })).Contract;
    }
}
