using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Inkoop.Wire.Faults;
using V1 = Inkoop.Wire.Contracts.V1;

namespace Inkoop.Money;

// What every municipality bears of something they pay together (doorbelasting, Transformatiefonds): an answer, nothing is booked.
public sealed partial class SettlementRpc
{
    private const long MostSharedCents = 10_000_000_000_000;

    public override async Task<V1.ShareCostReply> ShareCost(V1.ShareCostRequest request, ServerCallContext context)
    {
        var check = new Check();
        var title = check.Text(request.Title, "title", 1, 200);
        var source = check.Text(request.Source, "source", 0, 200) is { Length: > 0 } named ? named : "afspraak";
        check.That(request.Year is >= 2015 and <= 2200, "year", "out_of_range", "Kies een jaar vanaf 2015.");
        var on = request.On.Length > 0 ? check.Date(request.On, "on") : request.Year is >= 2015 and <= 2200 ? new DateOnly(request.Year, 12, 31) : default;
        var cost = ReadCost(request, title, source, check);
        CheckKey(request, check);
        check.ThrowIfAny();

        var asOf = AskedPeriod.AsOf(request.AsOf, clock.GetUtcNow());
        var (register, names) = await database.ReadAsync(async connection => (
            await SettlementStore.RegionAsync(connection, asOf),
            await SettlementAnswer.NamesAsync(connection, on)), context.CancellationToken);
        var terms = KeyTerms(request, register.Mergers());
        Judge(terms, check);
        check.ThrowIfAny();

        var facts = register.For(null, Period.Year(request.Year));
        var total = cost!;
        var division = FundingFaults.Told(() => Split.ByKey(title, total.Cents, Population.Key(terms, terms.Key, facts, on), source));
        var reply = new V1.ShareCostReply { TotalCents = total.Cents, Cost = ExplainedWire.ToWire(total, names), Division = ExplainedWire.ToWire(division, names), AsOf = asOf.ToTimestamp() };
        reply.Amounts.AddRange(division.Children.Select(part => new V1.MunicipalityAmount { MunicipalityCode = part.Key, Cents = part.Cents }));
        return reply;
    }

    private static Explained? ReadCost(V1.ShareCostRequest request, string title, string source, Check check)
    {
        switch (request.CostCase)
        {
            case V1.ShareCostRequest.CostOneofCase.AmountCents:
                check.That(request.AmountCents is > 0 and <= MostSharedCents, "amount_cents", "out_of_range", "Het bedrag is positief.");
                return Explained.Leaf(title, PayRules.Recorded, source, new ExplainedInput("amount_cents", request.AmountCents));
            case V1.ShareCostRequest.CostOneofCase.Hours:
                var hours = check.Decimal(request.Hours.Hours, "hours.hours", 0.01m, 1_000_000m);
                var rate = check.Decimal(request.Hours.RateEur, "hours.rate_eur", 0.01m, 10_000m);
                check.That(request.Hours.LimitCents is > 0 and <= MostSharedCents, "hours.limit_cents", "out_of_range", "Noem het bedrag dat ten hoogste wordt doorbelast.");
                return SharedCosts.ProjectCost(title, hours, rate, request.Hours.LimitCents, source);
            default:
                check.That(false, "amount_cents", "required", "Noem het bedrag, of de uren en het uurtarief.");
                return null;
        }
    }

    private static void CheckKey(V1.ShareCostRequest request, Check check)
    {
        check.That(request.MunicipalityCodes.Count is > 0 and <= 500, "municipality_codes", "required", "Noem de gemeenten die meebetalen.");
        for (var i = 0; i < request.MunicipalityCodes.Count; i++)
            check.That(request.MunicipalityCodes[i] is { Length: 4 } code && code.All(char.IsAsciiDigit), $"municipality_codes[{i}]", "municipality_unknown", "Een gemeente heeft een code van vier cijfers.");
        for (var i = 0; i < request.Key.Count; i++)
        {
            check.That(request.Key[i].Kind != V1.KeyKind.Unspecified && System.Enum.IsDefined(request.Key[i].Kind), $"key[{i}].kind", "required", "Kies waarnaar wordt verdeeld.");
            check.Decimal(request.Key[i].Share, $"key[{i}].share", 0m, 1m);
        }
        for (var i = 0; i < request.Weights.Count; i++) check.Decimal(request.Weights[i].Weight, $"weights[{i}].weight", 0.00000001m, 1_000_000m);
        for (var i = 0; i < request.FixedShares.Count; i++)
        {
            check.Decimal(request.FixedShares[i].Share, $"fixed_shares[{i}].share", 0m, 1m);
            check.That(request.MunicipalityCodes.Contains(request.FixedShares[i].MunicipalityCode), $"fixed_shares[{i}].municipality_code", "not_a_payer", "Deze gemeente betaalt niet mee.");
        }
    }

    private static PopulationTerms KeyTerms(V1.ShareCostRequest request, IReadOnlyList<Merger> mergers) => new()
    {
        Year = request.Year,
        Municipalities = request.MunicipalityCodes,
        Key = request.Key.Count == 0 ? [new KeyShare(KeyKind.Inhabitants, Fraction.One)] : FundingOf.Shares(request.Key),
        Weights = [.. FundingOf.WeightsOf(new V1.PopulationFunding { Weights = { request.Weights } }, request.Year).Select(i => new MunicipalityWeight(request.Weights[i].MunicipalityCode, request.Year, FundingOf.Number(request.Weights[i].Weight)))],
        FixedShares = [.. request.FixedShares.Select(FundingOf.Part)],
        Mergers = mergers,
        // Only the key is read from these terms.
        BudgetCents = 1,
    };

    private static void Judge(PopulationTerms terms, Check check)
    {
        var faults = new TermCheck();
        PopulationCheck.Judge(terms, faults);
        foreach (var fault in faults.Faults)
            check.That(false, fault.Field.StartsWith("municipalities", StringComparison.Ordinal) ? "municipality_codes" + fault.Field["municipalities".Length..] : fault.Field, fault.Code, fault.Text);
    }
}
