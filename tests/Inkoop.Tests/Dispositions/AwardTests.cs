using Inkoop.Ijw;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

/// <summary>A line is awarded what the settlement pays for it, in every funding model: from the message that came in to the amount that is settled.</summary>
public sealed class AwardTests(InkoopApp system) : IClassFixture<InkoopApp>
{
    [Fact]
    public async Task by_month_a_broken_first_month_is_worth_nothing()
    {
        var buying = await new Buying(system, "61000001") { Funding = new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity { MonthProductIds = { "48B10" } } } }
            .SignAsync(Buying.Make("48B10", "82", DeliveryVariant.Output, "812.50", "48"));
        var allocation = await AllocateAsync(buying, "M-1", "48B10", frequency: "4", from: "2026-01-14");
        var broken = Line(buying, allocation, "M1", 1, 1, 81_250) with { Period = new Period(new(2026, 1, 14), new(2026, 1, 31)) };

        await SendAsync(buying, buying.Start("MS1", "1", allocation, new(2026, 1, 14)));
        await SendAsync(buying, buying.Stop("MS2", "1", allocation, new(2026, 1, 14), new(2026, 1, 20), "31"));
        (await DeclareAsync(buying, "MD1", 1, broken)).ShouldBe((0, "0611"));

        // It ended in February after all: that month is paid in full, the first stays broken.
        await SendAsync(buying, buying.Stop("MS3", "3", allocation, new(2026, 1, 14), new(2026, 1, 20), "31"));
        await SendAsync(buying, buying.Stop("MS4", "1", allocation, new(2026, 1, 14), new(2026, 2, 3), "31"));
        (await DeclareAsync(buying, "MD2", 1, broken with { Reference = "M2" })).ShouldBe((0, "0611"));
        (await DeclareAsync(buying, "MD3", 2, Line(buying, allocation, "M3", 2, 1, 81_250))).ShouldBe((81_250, ""));
        (await DeclareAsync(buying, "MD4", 3, Line(buying, allocation, "M4", 3, 1, 81_250))).ShouldBe((0, "0611"), "nothing ran in March");
        await SettlesAsync(buying, 81_250);
    }

    [Fact]
    public async Task by_stay_the_tiers_decide_and_the_day_of_departure_is_not_paid()
    {
        var stay = new StayPrice { ProductId = "43A12", Tiers = { new StayTier { UpToDay = 59, RateEur = "310" }, new StayTier { RateEur = "285" } } };
        var buying = await new Buying(system, "61000002") { Funding = new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity { Stays = { stay } } } }
            .SignAsync(Buying.Make("43A12", "14", DeliveryVariant.Effort, "310", "43"));
        var allocation = await AllocateAsync(buying, "V-1", "43A12", volume: 120);
        await SendAsync(buying, buying.Start("VS1", "1", allocation, new(2026, 1, 1)));
        await SendAsync(buying, buying.Stop("VS2", "1", allocation, new(2026, 1, 1), new(2026, 3, 11), "31"));

        (await DeclareAsync(buying, "VD1", 1, Line(buying, allocation, "V1", 1, 31, 31_000))).ShouldBe((961_000, ""));
        (await DeclareAsync(buying, "VD2", 2, Line(buying, allocation, "V2", 2, 28, 28_500))).ShouldBe((0, "0611"), "the second tier begins on 1 March");
        (await DeclareAsync(buying, "VD3", 2, Line(buying, allocation, "V3", 2, 28, 31_000))).ShouldBe((868_000, ""));
        (await DeclareAsync(buying, "VD4", 3, Line(buying, allocation, "V4", 3, 11, 28_500))).ShouldBe((0, "0611"), "the child left on the eleventh day");
        (await DeclareAsync(buying, "VD5", 3, Line(buying, allocation, "V5", 3, 10, 28_500))).ShouldBe((285_000, ""));
        await SettlesAsync(buying, 961_000 + 868_000 + 285_000);
    }

    [Fact]
    public async Task an_output_line_is_worth_the_price_of_the_first_day_once_it_was_reached()
    {
        var product = Buying.Make("50J01", "82", DeliveryVariant.Output, "8400", "50");
        product.Tariffs[0].ValidUntil = "2026-02-28";
        product.Tariffs.Add(new Tariff { ValidFrom = "2026-03-01", RateEur = "8740" });
        var buying = await new Buying(system, "61000003") { Funding = new FundingArrangement { Output = new OutputFunding { Phases = { new OutputPhase { Name = "Resultaat", Share = "1" } } } } }.SignAsync(product);
        var allocation = await AllocateAsync(buying, "T-1", "50J01");
        await SendAsync(buying, buying.Start("TS1", "1", allocation, new(2026, 1, 10)));
        (await DeclareAsync(buying, "TD1", 3, Line(buying, allocation, "T1", 3, 1, 840_000))).ShouldBe((0, "0611"), "nothing was reached yet");

        var facts = system.Client<FactService.FactServiceClient>(Role.ProcurementOfficer);
        var fact = new SettlementFact { ContractId = buying.Contract.ContractId, LotId = "1", PartReached = new Wire.Contracts.V1.PartReached { AllocationId = allocation.AllocationId, Part = 1, On = "2026-03-20" } };
        await Eventually.GetsAsync(async () =>
        {
            try
            {
                return (await facts.RecordFactAsync(new RecordFactRequest { RequestId = buying.NextRequest(), Fact = fact })).Fact;
            }
            catch (Grpc.Core.RpcException exception) when (exception.StatusCode == Grpc.Core.StatusCode.InvalidArgument)
            {
                return null; // the allocation is on its way
            }
        }, recorded => recorded is not null);

        (await DeclareAsync(buying, "TD2", 3, Line(buying, allocation, "T2", 3, 1, 874_000))).ShouldBe((0, "0611"), "the tariff of March is not that of the first day");
        var tries = 2;
        (await Eventually.GetsAsync(async () => await DeclareAsync(buying, $"TD{++tries}", 3, Line(buying, allocation, $"T{tries}", 3, 1, 840_000)), outcome => outcome.Cents > 0)).ShouldBe((840_000, ""));
        await SettlesAsync(buying, 840_000);
    }

    [Fact]
    public async Task what_a_provider_states_is_awarded_and_settled_once_a_buyer_confirmed_it()
    {
        // The draft does not say when statements count: checked.
        var buying = await new Buying(system, "61000008") { Funding = new FundingArrangement { Output = new OutputFunding { Phases = { new OutputPhase { Name = "Resultaat", Share = "1" } } } } }
            .SignAsync(Buying.Make("50J01", "82", DeliveryVariant.Output, "8400", "50"));
        buying.Contract.Lots[0].Funding.StatementCheck.ShouldBe(StatementCheck.Checked);
        var allocation = await AllocateAsync(buying, "C-1", "50J01");
        await SendAsync(buying, buying.Start("CS1", "1", allocation, new(2026, 1, 10)));
        var provider = system.Client<FactService.FactServiceClient>(Role.Provider, buying.Contract.ProviderId);
        var fact = new SettlementFact { ContractId = buying.Contract.ContractId, PartReached = new Wire.Contracts.V1.PartReached { AllocationId = allocation.AllocationId, Part = 1, On = "2026-03-20" } };
        var stated = await Eventually.GetsAsync(async () =>
        {
            try
            {
                return (await provider.RecordFactAsync(new RecordFactRequest { RequestId = buying.NextRequest(), Fact = fact })).Fact;
            }
            catch (Grpc.Core.RpcException exception) when (exception.StatusCode == Grpc.Core.StatusCode.InvalidArgument)
            {
                return null; // the allocation is on its way
            }
        }, recorded => recorded is not null);
        stated!.NeedsCheck.ShouldBeTrue();

        (await DeclareAsync(buying, "CD1", 3, Line(buying, allocation, "C1", 3, 1, 840_000))).ShouldBe((0, "0611"), "nobody checked it");
        await SettlesAsync(buying, 0);
        var payments = system.Client<PaymentService.PaymentServiceClient>(Role.Finance);
        var refused = await Should.ThrowAsync<Grpc.Core.RpcException>(async () => await payments.ProposePaymentRunAsync(
            new ProposePaymentRunRequest { RequestId = buying.NextRequest(), Year = 2026, Until = "2026-06-30", ContractIds = { buying.Contract.ContractId } }));
        refused.Status.Detail.ShouldContain("1 fase wacht op controle.");
        foreach (var (role, who) in new[] { (Role.Finance, ""), (Role.Provider, buying.Contract.ProviderId) })
            (await system.Client<FactService.FactServiceClient>(role, who).ListFactsAsync(new ListFactsRequest { AwaitingCheck = true })).Facts.ShouldHaveSingleItem().FactId.ShouldBe(stated.FactId);

        var finance = system.Client<FactService.FactServiceClient>(Role.Finance);
        (await finance.ConfirmFactAsync(new ConfirmFactRequest { RequestId = buying.NextRequest(), FactId = stated.FactId })).Fact.ConfirmedAt.ShouldNotBeNull();
        var again = await Should.ThrowAsync<Grpc.Core.RpcException>(async () => await finance.ConfirmFactAsync(new ConfirmFactRequest { RequestId = buying.NextRequest(), FactId = stated.FactId }));
        again.Status.Detail.ShouldContain("wacht niet op controle");
        await SettlesAsync(buying, 840_000);
        var tries = 1;
        (await Eventually.GetsAsync(async () => await DeclareAsync(buying, $"CD{++tries}", 3, Line(buying, allocation, $"C{tries}", 3, 1, 840_000)), outcome => outcome.Cents > 0)).ShouldBe((840_000, ""));
        (await finance.ListFactsAsync(new ListFactsRequest { AwaitingCheck = true })).TotalCount.ShouldBe(0);
    }

    public static TheoryData<string, FundingArrangement> NotDeclared() => new()
    {
        { "61000004", new FundingArrangement { TaskBased = new TaskBasedFunding { ReferenceVolume = 800, AnnualBudgetCents = 600_000_000 } } },
        { "61000005", new FundingArrangement { Population = new PopulationFunding { AnnualBudgetCents = 4_300_000_000, Weights = { new PopulationWeight { MunicipalityCode = "0957", Weight = "1" } } } } },
        { "61000006", new FundingArrangement { Outcome = new OutcomeFunding { ReferenceShare = "0.3", PricePerResultCents = 1_200_000 } } },
        { "61000007", new FundingArrangement { Subsidy = new SubsidyFunding { GrantedCents = 120_000_000, AdvanceShare = "0.95" } } },
    };

    [Theory]
    [MemberData(nameof(NotDeclared))]
    public async Task what_is_not_paid_by_declaration_is_awarded_nothing(string agbCode, FundingArrangement funding)
    {
        var buying = await new Buying(system, agbCode) { Funding = funding }.SignAsync();
        var allocation = await buying.AllocateAsync("N-" + agbCode);
        (await DeclareAsync(buying, "ND1", 1, buying.Line(allocation, "N1", 1, 10))).ShouldBe((0, "0611"));
    }

    private static async Task<Allocation> AllocateAsync(Buying buying, string number, string product, long volume = 1, string frequency = "6", string from = "2026-01-01") =>
        (await buying.Officer.AllocateProductAsync(buying.Allocate(await buying.IssueAsync(number), volume, product, frequency, from, "2026-04-30"))).Allocation;

    private static DeclarationLine Line(Buying buying, Allocation allocation, string reference, int month, int volume, long tariff) => buying.Line(allocation, reference, month, volume, tariff);

    private static async Task SendAsync(Buying buying, byte[] file) =>
        (await buying.JudgedAsync((await buying.SendAsync(file)).MessageId)).Status.ShouldBe(MessageStatus.Accepted);

    private static async Task<(long Cents, string Code)> DeclareAsync(Buying buying, string identification, int month, DeclarationLine line)
    {
        var judged = await buying.JudgedAsync((await buying.SendAsync(buying.Declaration(identification, month, line))).MessageId);
        return (judged.AllowedCents, string.Join(' ', Buying.Codes(judged)));
    }

    private Task SettlesAsync(Buying buying, long cents) => Eventually.GetsAsync(
        async () => (await system.Client<SettlementService.SettlementServiceClient>(Role.Finance).GetSettlementAsync(
            new GetSettlementRequest { ContractId = buying.Contract.ContractId, From = "2026-01-01", Until = "2026-04-30" })).Settlement.TotalCents,
        settled => settled == cents);
}
