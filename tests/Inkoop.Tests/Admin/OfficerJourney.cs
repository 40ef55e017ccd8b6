using Inkoop.Ijw;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Providers.V1;
using Inkoop.Wire.Reviews.V1;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Region = Inkoop.Tests.Journeys.Region;

namespace Inkoop.Tests.Admin;

/// <summary>The officer's half of the main journey by the forms of the admin UI, in a real browser; the review page then says what the RPC says.</summary>
public sealed class OfficerJourney(InkoopApp app) : IClassFixture<InkoopApp>
{
    [ToolFact("chromium")]
    public async Task from_registering_a_provider_to_the_review()
    {
        await using var browser = await BrowserPages.OpenAsync(app.Pages, Role.ProcurementOfficer, "", 1280, 900);
        var page = browser.Page;
        await RegisterAsync(page);
        var contractId = await DraftAndSignAsync(page);
        await AllocateAsync(page);
        await DeclareAsync(page);
        await AllocateCategoryAsync(page);

        var manager = app.Client<ReviewService.ReviewServiceClient>(Role.ContractManager);
        var review = await Eventually.GetsAsync(async () => (await manager.GetReviewAsync(new GetReviewRequest { ContractId = contractId, Quarter = "2026-Q1" })).Review, found => found.Budget is { AcceptedLineCount: 1, ProducedQuarterCents: > 0 });
        review.Budget.ProducedQuarterCents.ShouldBe(147_900);
        await using var managers = await BrowserPages.OpenAsync(app.Pages, Role.ContractManager, "", 1280, 900);
        await managers.Page.GotoAsync(app.Pages + $"kwartaalgesprekken/{contractId}/2026-Q1");
        var text = (await managers.Page.InnerTextAsync("main")).Replace('\u00a0', ' ');
        text.ShouldContain("€ 1.479,00");
        text.ShouldContain("1.020");
        browser.Errors.ShouldBeEmpty();
        managers.Errors.ShouldBeEmpty();
    }

    private async Task RegisterAsync(IPage page)
    {
        await page.GotoAsync(app.Pages + "aanbieders/registreren");
        await FillAsync(page, ("name", "Stichting Voorbeeld"), ("kvk_number", "12345678"), ("agb_code", "22227338"), ("locations[0].name", "Hoofdlocatie"), ("locations[0].street", "Markt 1"),
            ("locations[0].postal_code", "6041 EM"), ("locations[0].city", "Roermond"), ("locations[0].municipality_code", Region.Municipality));
        await PressAsync(page, "opslaan");
        await page.WaitForURLAsync(url => url.Contains("klaar=", StringComparison.Ordinal));
        // The register reaches the contracts service as an event before the draft can name the provider.
        var provider = (await app.Client<ProviderService.ProviderServiceClient>(Role.ProcurementOfficer).GetProviderAsync(new GetProviderRequest { AgbCode = "22227338" })).Provider;
        provider.Name.ShouldBe("Stichting Voorbeeld");
    }

    private async Task<string> DraftAndSignAsync(IPage page)
    {
        await page.GotoAsync(app.Pages + "contracten/opstellen");
        await PressAsync(page, "voeg:contract.year_budgets:year");
        await FillAsync(page, ("contract.number", "JH-2026-UI"), ("contract.title", "Ambulante jeugdhulp"), ("contract.starts_on", "2026-01-01"), ("contract.ends_on", "2026-12-31"),
            ("contract.buyers[0].municipality_code", Region.Municipality), ("contract.buyers[0].valid_from", "2026-01-01"), ("contract.year_budgets[0].year", "2026"), ("contract.year_budgets[0].budget_cents", "10.000,00"),
            ("contract.lots[0].name", "Ambulant"), ("contract.products[0].category", Region.Category), ("contract.products[0].code", Region.Code), ("contract.products[0].description", "Begeleiding individueel"),
            ("contract.products[0].tariffs[0].valid_from", "2026-01-01"), ("contract.products[0].tariffs[0].rate_eur", "1,45"));
        await page.SelectOptionAsync("[name='contract.provider_id']", new SelectOptionValue { Index = 1 });
        await page.SelectOptionAsync("[name='contract.products[0].lot_id']", "1");
        await page.SelectOptionAsync("[name='contract.products[0].unit']", "01");
        await page.SelectOptionAsync("[name='contract.products[0].variant']", "1");
        await PressAsync(page, "opslaan");
        await page.WaitForURLAsync(url => !url.Contains("opstellen", StringComparison.Ordinal));
        var contractId = new Uri(page.Url).Segments[2].TrimEnd('/');

        await page.GotoAsync(app.Pages + $"contracten/{contractId}/ondertekenen");
        await FillAsync(page, ("signed_on", "2025-12-01"));
        await page.ClickAsync("main form button.utrecht-button--primary-action");
        await page.WaitForURLAsync(url => url.Contains("klaar=ondertekend", StringComparison.Ordinal));
        (await app.Client<ContractService.ContractServiceClient>(Role.Auditor).GetContractAsync(new GetContractRequest { ContractId = contractId })).Contract.Status.ShouldBe(ContractStatus.Signed);
        return contractId;
    }

    private async Task AllocateAsync(IPage page)
    {
        await page.GotoAsync(app.Pages + "beschikkingen/afgeven");
        await FillAsync(page, ("issue.number", "B-2026-1"), ("issue.municipality_code", Region.Municipality), ("issue.issued_on", "2025-12-15"), ("issue.client.bsn", Region.Bsn), ("issue.client.birth_date", "2013-05-17"), ("issue.client.last_name", "Proefpersoon"),
            ("issue.client.first_names", "Zoë"), ("issue.client.address.street", "Markt"), ("issue.client.address.house_number", "1"), ("issue.client.address.postal_code", "6041EM"), ("issue.client.address.city", "Roermond"),
            ("starts_on", "2026-01-01"), ("ends_on", "2026-03-31"), ("volume", "2880"));
        await PressAsync(page, "producten");
        await page.SelectOptionAsync("[name='product_id']", new SelectOptionValue { Index = 1 });
        await PressAsync(page, "opslaan");
        await page.WaitForURLAsync(url => url.Contains("klaar=toegewezen", StringComparison.Ordinal));
        page.Url.ShouldNotContain(Region.Bsn);
    }

    private async Task DeclareAsync(IPage page)
    {
        var allocation = (await app.Client<DispositionService.DispositionServiceClient>(Role.Finance).ListAllocationsAsync(new ListAllocationsRequest())).Allocations.Single();
        var period = new Period(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31));
        var line = new DeclarationLine
        {
            Bsn = Region.Bsn,
            Reference = "UI1",
            AllocationNumber = (int)allocation.Number,
            Category = Region.Category,
            Code = Region.Code,
            Period = period,
            Volume = 1_020,
            Unit = Units.Minute,
            TariffCents = 145,
            Amount = SignedAmount.Of(147_900),
        };
        using var file = new MemoryStream();
        var header = new MessageHeader { Sender = "22227338", Receiver = Region.Municipality, Identification = "UI1", DatedOn = new DateOnly(2026, 2, 3) };
        IjwWriter.Write(file, new DeclarationHead { Header = header, Number = "UI1", Period = period, DatedOn = header.DatedOn, Total = line.Amount }, [line]);

        await page.GotoAsync(app.Pages + "berichten/aanleveren");
        await page.SetInputFilesAsync("#bestand", new FilePayload { Name = "januari.xml", MimeType = "text/xml", Buffer = file.ToArray() });
        await page.ClickAsync("main form button.utrecht-button--primary-action");
        await page.WaitForURLAsync(url => !url.Contains("aanleveren", StringComparison.Ordinal));
        (await page.InnerTextAsync("main")).Replace('\u00a0', ' ').ShouldContain("€ 1.479,00");
    }

    private async Task AllocateCategoryAsync(IPage page)
    {
        var dispositions = app.Client<DispositionService.DispositionServiceClient>(Role.ProcurementOfficer);
        var specific = (await dispositions.ListAllocationsAsync(new ListAllocationsRequest())).Allocations.Single();
        await page.GotoAsync(app.Pages + $"beschikkingen/{specific.DispositionId}/toewijzen");
        await FillAsync(page, ("starts_on", "2026-04-01"), ("ends_on", "2026-06-30"), ("volume", "10"));
        await page.SelectOptionAsync("[name='product_id']", new SelectOptionValue { Value = $"{specific.ContractId}/{Region.Category}/" });
        await PressAsync(page, "opslaan");
        (await page.InnerTextAsync("main")).ShouldContain("Een hele categorie wordt zonder omvang toegewezen");
        await FillAsync(page, ("volume", ""));
        await PressAsync(page, "opslaan");
        await page.WaitForURLAsync(url => url.Contains("klaar=toegewezen", StringComparison.Ordinal));
        await page.WaitForURLAsync(url => url.Contains("klaar=toegewezen", StringComparison.Ordinal));
        (await page.InnerTextAsync("main")).ShouldContain($"{Region.Category} hele categorie (aspecifiek)");
        (await dispositions.ListAllocationsAsync(new ListAllocationsRequest { Kind = AllocationKind.Unspecific })).Allocations.Single().Category.ShouldBe(Region.Category);
    }

    private static async Task FillAsync(IPage page, params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
            await page.FillAsync($"[name='{name}']", value);
    }

    private static async Task PressAsync(IPage page, string operation)
    {
        await page.ClickAsync($"main button[value='{operation}']");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }
}
