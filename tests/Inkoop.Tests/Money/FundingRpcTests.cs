using Grpc.Core;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Contracts.FundingSamples;
using KeyKind = Inkoop.Wire.Contracts.V1.KeyKind;

namespace Inkoop.Tests.Money;

[Collection("contracts")]
public class FundingRpcTests(ContractsApp app)
{
    [Fact]
    public async Task a_draft_with_a_faulty_lot_of_every_model_is_refused_with_all_its_faults()
    {
        var (effort, output, task, population) = (PriceTimesQuantity(), Output(), TaskBased(), PopulationOfTwo());
        effort.PriceTimesQuantity.Caps[0].SignalShare = "7";
        output.Output.Phases[0].Share = "0.4";
        task.TaskBased.Bands[1].From = "0.06";
        population.Population.Weights.RemoveAt(1);
        var drafted = await app.DraftAsync(await app.RegisterProviderAsync());
        var contract = Lots(effort, output, task, population, new FundingArrangement { Outcome = new OutcomeFunding { ReferenceShare = "2" } }, new FundingArrangement { Subsidy = new SubsidyFunding { AdvanceShare = "0,95" } });
        contract.ProviderId = drafted.ProviderId;

        var refusal = await ContractsApp.RefusedAsync(() => app.Contracts().DraftContractAsync(new DraftContractRequest { RequestId = ContractsApp.Unique("draft"), Contract = contract }).ResponseAsync);
        refusal.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        ContractsApp.Faults(refusal).ShouldBe(
        [
            "contract.lots[0].funding.price_times_quantity.caps[0].signal_share out_of_range",
            "contract.lots[1].funding.output.phases shares_not_whole",
            "contract.lots[2].funding.task_based.bands[1].from gap",
            "contract.lots[3].funding.population.weights weight_missing",
            "contract.lots[4].funding.outcome.reference_share out_of_range",
            "contract.lots[5].funding.subsidy.advance_share decimal_invalid",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task a_draft_of_every_model_reads_back_as_it_was_written()
    {
        var subsidy = Subsidy();
        subsidy.Division = new DivisionKey { Mix = { Key(KeyKind.Fixed, "1") }, FixedShares = { new MunicipalityShare { MunicipalityCode = "0957", Share = "0.75" }, new MunicipalityShare { MunicipalityCode = "1641", Share = "0.25" } } };
        var written = Lots(PriceTimesQuantity(), Output(), TaskBased(), PopulationOfTwo(), Outcome(), subsidy);
        var drafted = await app.DraftAsync(await app.RegisterProviderAsync(), contract =>
        {
            contract.Lots.Clear();
            contract.Lots.Add(written.Lots);
            contract.Products.Clear();
            contract.Products.Add(written.Products);
        });
        var read = (await app.Contracts().GetContractAsync(new GetContractRequest { ContractId = drafted.ContractId })).Contract;
        read.Lots.ShouldBe(written.Lots);
        read.Products.Select(product => product.PaymentTiming).ShouldBe([PaymentTiming.InArrears, PaymentTiming.InArrears, PaymentTiming.OnStart, PaymentTiming.Advance]);

        var signed = await app.SignAsync(drafted);
        signed.Lots.ShouldBe(written.Lots);
        (await app.Contracts().GetTermsAsync(new GetTermsRequest
        {
            Questions = { new TermsQuestion { ContractId = signed.ContractId, MunicipalityCode = "0957", Category = "45", Code = "45S01", On = "2026-05-01" } },
        })).Terms.Single().FundingModel.ShouldBe("subsidy");
    }

    /// <summary>A lot for each arrangement; the products are in the lots of p×q, output and subsidy.</summary>
    private static Contract Lots(params FundingArrangement[] fundings)
    {
        var contract = Samples.Draft(ContractsApp.Unique("MLO"));
        contract.Lots.Clear();
        contract.Lots.Add(fundings.Select((funding, i) => new Lot { LotId = $"{i + 1}", Name = $"Perceel {i + 1}", Funding = funding }));
        contract.Products.Clear();
        contract.Products.Add([Product("43A12", "14", "310"), Product("48A03", "84", "812.5"), Product("45T01", "82", "8400", DeliveryVariant.Output), Product("45S01", "01", "1", DeliveryVariant.Task)]);
        (contract.Products[2].LotId, contract.Products[2].PaymentTiming) = ("2", PaymentTiming.OnStart);
        (contract.Products[3].LotId, contract.Products[3].PaymentTiming) = ("6", PaymentTiming.Advance);
        return contract;
    }

    private static FundingArrangement PopulationOfTwo()
    {
        var funding = Population();
        funding.Population.Weights.Clear();
        funding.Population.Weights.Add([Weight("0957", "0.94"), Weight("1641", "1.02")]);
        return funding;
    }
}
