using Inkoop.Platform.Identity;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Tests.Admin;

/// <summary>The worked settlement of 2,880 minutes at 1.45 beside a population contract of two municipalities, for the pages about money.</summary>
public sealed class MoneyRegion : InkoopApp
{
    public const string Second = "1711";

    public Region Region { get; private set; } = null!;

    /// <summary>1,000,000.01 a year in twelve instalments, for 60% and 40%.</summary>
    public Contract Population { get; private set; } = new();

    public override async Task InitializeAsync()
    {
        // Events may still be under way when the host stops: they are delivered after the next start.
        ExpectedErrors.Add("TaskCanceledException");
        await base.InitializeAsync();
        Region = new Region(this);
        await Region.RegisterProviderAsync("Stichting Café Müller");
        await Region.SignContractAsync("JH-2026-PQ");
        await Region.AllocateAsync();
        await Region.DeclareAsync(1, Region.Line("R1", 1, 1_020));
        await Region.DeclareAsync(2, Region.Line("R2", 2, 960));
        await Region.DeclareAsync(3, Region.Line("R3", 3, 900));
        Population = await SignPopulationAsync();
    }

    private async Task<Contract> SignPopulationAsync()
    {
        var contracts = Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer);
        var funding = new PopulationFunding { AnnualBudgetCents = 100_000_001, Key = { new KeyShare { Kind = KeyKind.Fixed, Share = "1" } } };
        funding.FixedShares.Add(new MunicipalityShare { MunicipalityCode = Region.Municipality, Share = "0.6" });
        funding.FixedShares.Add(new MunicipalityShare { MunicipalityCode = Second, Share = "0.4" });
        var draft = (await contracts.DraftContractAsync(new DraftContractRequest
        {
            RequestId = Region.NextRequest(),
            Contract = new Contract
            {
                Number = "JH-2026-POP",
                Title = "Integrale jeugdhulp",
                ProviderId = Region.ProviderId,
                StartsOn = "2026-01-01",
                EndsOn = "2026-12-31",
                RoundingRule = RoundingRule.UnroundedTariff,
                Buyers = { new Buyer { MunicipalityCode = Region.Municipality, ValidFrom = "2026-01-01" }, new Buyer { MunicipalityCode = Second, ValidFrom = "2026-01-01" } },
                Lots = { new Lot { LotId = "1", Name = "Integraal", Funding = new FundingArrangement { Population = funding, Article = "art. 7" } } },
                Products =
                {
                    new Product
                    {
                        LotId = "1", Category = "45", Code = "45A05", Description = "Integrale begeleiding", Unit = "01", Variant = DeliveryVariant.Task, PaymentTiming = PaymentTiming.Advance, Tariffs = { new Tariff { ValidFrom = "2026-01-01", RateEur = "1.45" } },
                    },
                },
            },
        })).Contract;
        return (await contracts.SignContractAsync(new SignContractRequest { RequestId = Region.NextRequest(), ContractId = draft.ContractId, ExpectedVersion = draft.Version, SignedOn = "2025-12-01" })).Contract;
    }
}
