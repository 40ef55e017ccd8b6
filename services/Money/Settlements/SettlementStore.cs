using System.Data.Common;
using System.Globalization;
using Dapper;
using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Wire;
using Inkoop.Wire.Faults;

namespace Inkoop.Money.Settlements;

/// <summary>A contract settled over a period: every lot of it, by what was known at a moment.</summary>
public sealed record ContractSettled(ContractState Contract, DateTimeOffset AsOf, IReadOnlyList<LotSettled> Lots, RecordedFacts Facts);

/// <summary>Reads what a settlement is made from: the contract version, the ledger, the care that was reported and the fact register.</summary>
public static class SettlementStore
{
    /// <summary>Settles every lot of the contract version that was known at asOf, from the ledger, the care facts and the fact register.</summary>
    /// <exception cref="Refused">No signed version was known then (contract_not_signed), or the ledger is being filled again after an upgrade (ledger_incomplete).</exception>
    /// <exception cref="Invalid">The contract holds on no day of the period (period_without_contract).</exception>
    public static async Task<ContractSettled> SettleAsync(DbConnection connection, Guid contractId, Period period, DateTimeOffset asOf)
    {
        var contract = await ContractAsync(connection, contractId, asOf);
        var facts = await FactsAsync(connection, contract, period, asOf);
        return Settle(contract, facts, period, asOf);
    }

    /// <summary>The same without reading.</summary>
    public static ContractSettled Settle(ContractState contract, ContractFacts facts, Period period, DateTimeOffset asOf, Stress? stress = null) =>
        new(contract, asOf, [.. contract.Lots.Select(lot => LotSettlement.Settle(contract, lot, facts, period, asOf, stress))], facts.Register.For(null, period) with
        {
            Lines = facts.Care.Lines,
            Stays = facts.Care.Stays,
            Measures = facts.Care.Measures,
            Trajectories = facts.Care.Trajectories,
            Spells = facts.Care.Spells,
        });

    /// <summary>The signed version that was known at a moment.</summary>
    public static async Task<ContractState> ContractAsync(DbConnection connection, Guid contractId, DateTimeOffset asOf)
    {
        var document = await connection.QueryFirstOrDefaultAsync<string>(SignedVersionKnownAt, new { contractId, asOf });
        return document is null ? throw ContractReach.NotSigned() : ContractState.FromJson(document);
    }

    /// <summary>What was recorded for the region and stood at a moment: counts, mergers, budgets of municipalities.</summary>
    internal static async Task<FactRegister> RegionAsync(DbConnection connection, DateTimeOffset asOf) =>
        new(await connection.QueryAsync<StoredFact>("SELECT * FROM settlement_fact WHERE contract_id IS NULL"), asOf);

    /// <summary>All that was known at a moment and bears on the period.</summary>
    public static async Task<ContractFacts> FactsAsync(DbConnection connection, ContractState contract, Period period, DateTimeOffset asOf)
    {
        if (period.Until < contract.StartsOn || period.From > contract.EndsOn)
            throw new Invalid("from", "period_without_contract", "In deze periode geldt de overeenkomst niet.");
        var contractId = contract.ContractId;
        var provider = contract.ProviderId?.ToString() ?? "";
        var lines = (await connection.QueryAsync<LedgerLine>(Lines, new { contractId, fromMonth = Month(FirstDay(contract, period)), untilMonth = Month(period.Until) })).AsList();
        if (lines.Exists(line => line.AcceptedAt is null))
            throw new Refused("ledger_incomplete", "De realisatie wordt na een nieuwe versie opnieuw opgebouwd. Probeer het zo meteen weer.");
        var persons = await KnownPersons.ReadAsync(connection, contractId, asOf);
        var reports = persons.Join(await connection.QueryAsync<CareReport>("SELECT * FROM care WHERE contract_id = @contractId", new { contractId }));
        var allocations = await connection.QueryAsync<AllocationVersion>("SELECT * FROM allocation WHERE contract_id = @contractId", new { contractId });
        var register = new FactRegister(await connection.QueryAsync<StoredFact>("SELECT * FROM settlement_fact WHERE contract_id = @contractId OR contract_id IS NULL", new { contractId }), asOf);
        var mergers = register.Mergers();
        var categories = contract.Products.ToDictionary(product => product.ProductId, product => product.Category);
        var care = CareFacts.Standing(reports, allocations, asOf, DutchDay.Of(asOf));
        return new ContractFacts(
            new RecordedFacts
            {
                Lines = [.. lines.Select(line => CareLines.Of(line, provider, persons.Of(line.ClientPseudonym ?? ""))).Where(line => line.RecordedAt <= asOf)
                    .Select(line => mergers.Count == 0 ? line : line with { MunicipalityCode = Mergers.CodeOn(line.MunicipalityCode, mergers, line.StartsOn) })],
                Stays = [.. CareFacts.Stays(care).Select(stay => mergers.Count == 0 ? stay : stay with { Payers = Merged(stay, mergers) })],
                Measures = [.. CareFacts.Measures(care).Select(measure => measure with { MunicipalityCode = Mergers.CodeOn(measure.MunicipalityCode, mergers, measure.PaysFrom ?? measure.StartsOn) })],
                Trajectories = [.. CareFacts.Trajectories(care, register.PartsReached()).Select(trajectory => trajectory with
                {
                    MunicipalityCode = Mergers.CodeOn(trajectory.MunicipalityCode, mergers, trajectory.StartsOn),
                    GoesOn = [.. trajectory.GoesOn.Select(stretch => stretch with { MunicipalityCode = Mergers.CodeOn(stretch.MunicipalityCode, mergers, stretch.From) })],
                })],
                Spells = CareFacts.Spells(care, product => categories.GetValueOrDefault(product, product)),
            },
            register, mergers);
    }

    // A cap that began before the period counts from its own beginning.
    private static DateOnly FirstDay(ContractState contract, Period period) => contract.Lots
        .SelectMany(lot => FundingOf.Terms(contract, lot, period.From.Year, []) is PriceTimesQuantityTerms { Caps: var caps } ? caps : [])
        .Where(cap => cap.Period.From <= period.Until && cap.Period.Until >= period.From)
        .Select(cap => cap.Period.From)
        .Append(period.From)
        .Min();

    // Who pays changes on the day of a merger, also in the middle of a stay.
    private static IReadOnlyList<PayerFrom> Merged(Stay stay, IReadOnlyList<Merger> mergers) =>
    [
        .. stay.Payers.SelectMany((payer, i) => mergers.Select(merger => merger.From)
            .Where(day => day > payer.From && (i + 1 == stay.Payers.Count || day < stay.Payers[i + 1].From))
            .Append(payer.From).Distinct().Order()
            .Select(day => payer with { From = day, MunicipalityCode = Mergers.CodeOn(payer.MunicipalityCode, mergers, day) })),
    ];

    private static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private const string SignedVersionKnownAt = """
        SELECT document FROM known_contract_version
        WHERE contract_id = @contractId AND version =
            (SELECT MAX(version) FROM known_contract_version WHERE contract_id = @contractId AND recorded_at <= @asOf)
        """;

    private const string Lines = "SELECT * FROM ledger_line WHERE contract_id = @contractId AND month BETWEEN @fromMonth AND @untilMonth";
}
