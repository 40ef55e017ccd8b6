using System.Data.Common;
using System.Globalization;
using Dapper;
using Grpc.Core;
using Inkoop.Contracts.Drafting;
using Inkoop.Contracts.Settlements;
using Inkoop.Platform;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Contracts;

// What is payable under a contract for whole months, from the running sums; when asked, with the tree that leads to every line and its event.
public sealed partial class SettlementRpc
{
    private const int MostMonths = 60;
    // A leaf takes some 500 bytes; more than this would not fit in one message.
    private const int MostLinesToExplain = 5_000;

    [Permit(Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Provider, Role.Service, Role.Operator)]
    public override async Task<GetSettlementReply> GetSettlement(GetSettlementRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        var contractId = check.Id(request.ContractId, "contract_id");
        var (from, until) = ReadMonths(request, check);
        check.ThrowIfAny();
        var arguments = new { contractId, fromMonth = Month(from), untilMonth = Month(until) };

        return await database.ReadAsync(async connection =>
        {
            var head = await ContractStore.ReachAsync(connection, caller, contractId);
            var contract = ContractState.FromJson(await connection.QueryFirstAsync<string>(Document, new { contractId, version = head.Version }));
            if (!request.Explain)
                return new GetSettlementReply { Settlement = SettlementMath.Settle(contract, from, until, [.. await connection.QueryAsync<LedgerSum>(Sums, arguments)]) };

            if (await connection.ExecuteScalarAsync<long>(CountLines, arguments) > MostLinesToExplain)
                throw new Refused("too_many_lines_to_explain", "De uitleg telt meer dan 5.000 prestaties; vraag een kortere periode.");
            // One statement reads the lines and everything is made from them, so that the parts and the tree cannot differ by a line that arrives in between.
            var lines = (await connection.QueryAsync<LedgerLine>(Lines, arguments)).ToList();
            var settlement = SettlementMath.Settle(contract, from, until, SettlementMath.Sum(lines));
            settlement.Explanation = ExplanationTree.Build(contract, await NamesAsync(connection, until), lines);
            return new GetSettlementReply { Settlement = settlement };
        }, context.CancellationToken);
    }

    internal static (DateOnly From, DateOnly Until) ReadMonths(GetSettlementRequest request, Check check)
    {
        var from = check.Date(request.From, "from");
        var until = check.Date(request.Until, "until");
        if (from == default || until == default) return (from, until);
        check.That(from.Day == 1, "from", "not_first_of_month", "Een afrekening begint op de eerste dag van een maand.");
        check.That(until.Day == DateTime.DaysInMonth(until.Year, until.Month), "until", "not_last_of_month", "Een afrekening eindigt op de laatste dag van een maand.");
        check.That(until > from, "until", "ends_before_start", "De einddatum ligt voor de begindatum.");
        check.That(((until.Year - from.Year) * 12) + until.Month - from.Month < MostMonths, "until", "out_of_range", "Hoogstens 60 maanden in één keer.");
        return (from, until);
    }

    private static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyDictionary<string, string>> NamesAsync(DbConnection connection, DateOnly day)
    {
        var known = await connection.QueryAsync<KnownMunicipality>(AllMunicipalities);
        return known.GroupBy(municipality => municipality.Code).ToDictionary(group => group.Key,
            group => (group.FirstOrDefault(municipality => municipality.Covers(day)) ?? group.MaxBy(municipality => municipality.StartsOn)!).Name);
    }

    private const string Document = "SELECT document FROM contract_version WHERE contract_id = @contractId AND version = @version";

    private const string Sums = """
        SELECT contract_id, month, product_id, municipality_code, unit, volume, amount_cents, line_count FROM ledger_sum
        WHERE contract_id = @contractId AND month BETWEEN @fromMonth AND @untilMonth
        """;

    private const string CountLines = "SELECT COUNT(*) FROM ledger_line WHERE contract_id = @contractId AND month BETWEEN @fromMonth AND @untilMonth";

    private const string Lines = """
        SELECT line_id, event_id, contract_id, contract_version, product_id, municipality_code, month, starts_on, ends_on, reference_number,
            previous_reference_number, is_credit, volume, unit, amount_cents, rate_e8, rate_unit, rounding_rule
        FROM ledger_line WHERE contract_id = @contractId AND month BETWEEN @fromMonth AND @untilMonth
        """;

    private const string AllMunicipalities = "SELECT code, name, starts_on, ends_on FROM known_municipality";
}
