using System.Globalization;
using Inkoop.Demo.Plan;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Demo.Walk;

// What the procurement officer does: register providers, draft and sign contracts, raise tariffs.
internal sealed partial class DemoCalls
{
    public async Task RegisterAsync(PlannedProvider provider, CancellationToken cancellationToken)
    {
        var client = new ProviderService.ProviderServiceClient(await backend.AsAsync("providers", Role.ProcurementOfficer));
        await client.RegisterProviderAsync(new RegisterProviderRequest
        {
            RequestId = RequestId("provider-" + provider.AgbCode),
            Name = provider.Name,
            KvkNumber = provider.KvkNumber,
            AgbCode = provider.AgbCode,
            Email = provider.Email,
            Phone = provider.Phone,
            Locations =
            {
                new Location { Name = "Hoofdlocatie", Street = provider.Street, PostalCode = provider.PostalCode, City = provider.City, MunicipalityCode = provider.MunicipalityCode },
            },
        }, cancellationToken: cancellationToken);
    }

    public async Task ContractAsync(PlannedContract contract, CancellationToken cancellationToken)
    {
        var client = new ContractService.ContractServiceClient(await backend.AsAsync("contracts", Role.ProcurementOfficer));
        var drafted = await client.DraftContractAsync(
            new DraftContractRequest { RequestId = RequestId("draft-" + contract.Number), Contract = Wire(contract) }, cancellationToken: cancellationToken);
        await client.SignContractAsync(new SignContractRequest
        {
            RequestId = RequestId("sign-" + contract.Number),
            ContractId = drafted.Contract.ContractId,
            ExpectedVersion = drafted.Contract.Version,
            SignedOn = Iso(contract.SignedOn),
        }, cancellationToken: cancellationToken);
    }

    /// <summary>Every tariff of these contracts rises on 1 January of <paramref name="year"/>, as one decision.</summary>
    public async Task IndexAsync(IReadOnlyList<int> indexes, int year, CancellationToken cancellationToken)
    {
        var request = new IndexTariffsRequest
        {
            RequestId = RequestId(string.Create(CultureInfo.InvariantCulture, $"index-{year}")),
            EffectiveFrom = Iso(new DateOnly(year, 1, 1)),
            Percent = (100 * Catalogue.IndexOf(year)).ToString("0.###", CultureInfo.InvariantCulture),
            Decimals = 2,
            Reason = string.Create(CultureInfo.GetCultureInfo("nl-NL"), $"Indexering {year}: {100 * Catalogue.IndexOf(year):0.000}%"),
            Clause = "Artikel 9, indexering",
        };
        foreach (var index in indexes)
            request.Contracts.Add(new VersionedContract
            {
                ContractId = await ContractIdAsync(index, cancellationToken),
                // Draft 1, signature 2, then one version a year: known beforehand, so that a repeated call has the same content.
                ExpectedVersion = 2L + plan.Contracts[index].IndexedIn.Count(other => other < year),
            });
        var client = new ContractService.ContractServiceClient(await backend.AsAsync("contracts", Role.ProcurementOfficer));
        await client.IndexTariffsAsync(request, cancellationToken: cancellationToken);
    }

    /// <summary>Of the first contract only: most agree on no term for declaring.</summary>
    private const int DeclarationMonths = 12;

    private Contract Wire(PlannedContract planned)
    {
        var contract = new Contract
        {
            Number = planned.Number,
            Title = planned.Title,
            ProviderAgbCode = planned.AgbCode,
            StartsOn = Iso(planned.StartsOn),
            EndsOn = Iso(planned.EndsOn),
            RoundingRule = RoundingRule.UnroundedTariff,
            DeclarationMonths = planned.Number == plan.Contracts[0].Number ? DeclarationMonths : 0,
            Lots = { new Lot { LotId = "1", Name = Catalogue.NameOf(planned.Segment), Funding = FundingPlanning.Of(planned) } },
        };
        if (FundingPlanning.WithoutProduct(planned) is { } activities) contract.Lots.Add(activities);
        contract.Buyers.AddRange(planned.Buyers.Select(buyer => new Buyer { MunicipalityCode = buyer.MunicipalityCode, ValidFrom = Iso(buyer.From) }));
        contract.YearBudgets.AddRange(planned.YearBudgets.OrderBy(budget => budget.Key).Select(budget => new YearBudget { Year = budget.Key, BudgetCents = budget.Value }));
        contract.Products.AddRange(planned.Products.Select(product => new Product
        {
            LotId = "1",
            Category = product.Category,
            Code = product.Code,
            Description = product.Description,
            Unit = product.Unit,
            Variant = planned.Segment == Segment.Consultation ? DeliveryVariant.Task : product.Unit == Catalogue.OutputPiece ? DeliveryVariant.Output : DeliveryVariant.Effort,
            PaymentTiming = FundingPlanning.TimingOf(planned),
            Tariffs = { new Tariff { ValidFrom = Iso(planned.StartsOn), RateEur = Hundredths(product.RateCents) } },
        }));
        contract.KpiAgreements.AddRange(planned.Kpis.Select(kpi => new KpiAgreement
        {
            IndicatorCode = kpi.Indicator,
            Norm = Hundredths(kpi.NormHundredths),
            Direction = kpi.AtMost ? KpiDirection.AtMost : KpiDirection.AtLeast,
            IsDuty = kpi.IsDuty,
        }));
        return contract;
    }
}
