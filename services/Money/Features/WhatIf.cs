using System.Data.Common;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Inkoop.Agreements;
using Inkoop.Agreements.Drafting;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// The same recorded production under other terms or stress, side by side per municipality and provider. Another arrangement is judged as it would be in a draft.
public sealed partial class SettlementRpc
{
    private const int MostContracts = 50;
    private const int MostScenarios = 6;

    public override async Task<WhatIfReply> WhatIf(WhatIfRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        check.That(request.ContractIds.Count is >= 1 and <= MostContracts, "contract_ids", "out_of_range", $"Kies 1 tot {MostContracts} contracten.");
        check.That(request.Scenarios.Count is >= 1 and <= MostScenarios, "scenarios", "out_of_range", $"Kies 1 tot {MostScenarios} scenario's.");
        check.ThrowIfAny();
        var ids = request.ContractIds.Select((id, i) => check.Id(id, $"contract_ids[{i}]")).ToList();
        check.That(ids.Distinct().Count() == ids.Count, "contract_ids", "duplicate", "Een contract staat er twee keer.");
        var period = AskedPeriod.Read(request.From, request.Until, "from", "until", check);
        var stresses = request.Scenarios.Select((scenario, i) => new Stress(Factor(scenario.YouthsFactor, $"scenarios[{i}].youths_factor", check), Factor(scenario.PriceFactor, $"scenarios[{i}].price_factor", check))).ToList();
        var names = request.Scenarios.Select((scenario, i) => check.Text(scenario.Name, $"scenarios[{i}].name", 1, 100)).ToList();
        check.ThrowIfAny();
        var asOf = AskedPeriod.AsOf(request.AsOf, clock.GetUtcNow());

        var contracts = await database.ReadAsync(async connection =>
        {
            var read = new List<(ContractState Contract, ContractFacts Facts)>();
            foreach (var id in ids) read.Add(await ReadAsync(connection, caller, id, period, asOf));
            return read;
        }, context.CancellationToken);
        var scenarios = request.Scenarios.Select((scenario, i) => new WhatIfScenario(names[i], scenario.LotId.Length > 0 ? scenario.LotId : null,
            scenario.Funding is null ? null : Judged(scenario, $"scenarios[{i}]", [.. contracts.Select(one => one.Contract)], check), stresses[i])).ToList();
        check.ThrowIfAny();
        return Answer(contracts, Settlements.WhatIf.Compare(contracts, [WhatIfScenario.AsAgreed, .. scenarios], period, asOf), asOf, caller.WorksWithClients);
    }

    private static async Task<(ContractState, ContractFacts)> ReadAsync(DbConnection connection, Caller caller, Guid contractId, Period period, DateTimeOffset asOf)
    {
        await ContractReach.CheckAsync(connection, caller, contractId);
        var contract = await SettlementStore.ContractAsync(connection, contractId, asOf);
        return (contract, await SettlementStore.FactsAsync(connection, contract, period, asOf));
    }

    private static Fraction Factor(string text, string field, Check check) => text.Length == 0 ? Fraction.One : check.Decimal(text, field, 0m, 100m);

    /// <summary>The arrangement as it is computed with; its faults, in whichever contract, come at the scenario.</summary>
    private static FundingArrangement Judged(Scenario scenario, string at, IReadOnlyList<ContractState> contracts, Check check)
    {
        var read = scenario.Funding;
        check.That(scenario.LotId.Length == 0 || contracts.Any(contract => contract.Lots.Any(lot => lot.LotId == scenario.LotId)), $"{at}.lot_id", "lot_unknown", "Geen van deze contracten heeft dit perceel.");
        foreach (var contract in contracts)
        {
            var own = new Check();
            var term = new Term(contract.StartsOn, contract.EndsOn, true);
            read = new FundingReading(term, contract.Buyers.Select(buyer => buyer.MunicipalityCode).ToHashSet(), own).Read(scenario.Funding, $"{at}.funding");
            foreach (var lot in contract.Lots.Where(lot => scenario.LotId.Length == 0 || lot.LotId == scenario.LotId))
                FundingJudgement.Judge(contract with { Lots = [lot with { Funding = read, FundingModel = FundingModels.Of(read) }] }, term, own);
            foreach (var fault in own.Faults.Select(fault => fault with { Field = fault.Field.Replace("contract.lots[0].funding", $"{at}.funding", StringComparison.Ordinal) }))
                if (!check.Faults.Contains(fault)) check.That(false, fault.Field, fault.Code, fault.Text);
        }
        return read;
    }

    private static WhatIfReply Answer(IReadOnlyList<(ContractState Contract, ContractFacts Facts)> contracts,
        (IReadOnlyList<ScenarioSettled> Scenarios, IReadOnlyList<MunicipalityProviderCells> Cells) answer, DateTimeOffset asOf, bool withClients)
    {
        var providers = contracts.GroupBy(one => one.Contract.ProviderId?.ToString() ?? "").ToDictionary(same => same.Key, same => same.First().Contract.ProviderName ?? "");
        var reply = new WhatIfReply { AsOf = asOf.ToTimestamp() };
        foreach (var scenario in answer.Scenarios)
        {
            var outcome = new ScenarioOutcome
            {
                Name = scenario.Name,
                TotalCents = scenario.HasAmount ? scenario.TotalCents : 0,
                DiscountCents = scenario.HasAmount ? scenario.DiscountCents : 0,
                WithoutAmount = !scenario.HasAmount,
                NotSettledCode = scenario.NotSettled?.Code ?? "",
                NotSettledText = scenario.NotSettled?.Message ?? "",
            };
            outcome.Findings.AddRange(SettlementAnswer.ToWire([.. scenario.Lots.SelectMany(lot => lot.Settled?.Findings ?? [])], withClients));
            reply.Outcomes.Add(outcome);
        }
        reply.Cells.AddRange(answer.Cells.Select(cell => new WhatIfCell
        {
            MunicipalityCode = cell.MunicipalityCode,
            ProviderId = cell.ProviderCode,
            ProviderName = providers.GetValueOrDefault(cell.ProviderCode, ""),
            Cents = { cell.Cents },
            DifferenceCents = { cell.DifferenceCents },
        }));
        return reply;
    }
}
