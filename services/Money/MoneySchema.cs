namespace Inkoop.Money;

/// <summary>Tables and columns that this service's code expects.</summary>
internal static class MoneySchema
{
    public static readonly IReadOnlyDictionary<string, string[]> Tables = new Dictionary<string, string[]>
    {
        ["known_contract"] =
        [
            "contract_id", "version", "number", "number_key", "provider_id", "provider_name", "starts_on", "ends_on", "search_text"
        ],
        ["known_contract_version"] = ["contract_id", "version", "recorded_at", "document"],
        ["known_contract_lot"] = ["contract_id", "lot_id", "funding_model"],
        ["known_contract_budget"] = ["contract_id", "year", "budget_cents"],
        ["known_provider"] = ["provider_id", "version", "name"],
        ["known_municipality"] = ["code", "starts_on", "ends_on", "version", "name"],
        ["ledger_line"] =
        [
            "line_id", "event_id", "contract_id", "contract_version", "product_id", "municipality_code", "month", "starts_on",
            "ends_on", "reference_number", "previous_reference_number", "is_credit", "volume", "unit", "amount_cents", "rate_e8",
            "rate_unit", "rounding_rule", "accepted_at", "provider_id", "allocation_id", "client_pseudonym", "allocation_kind"
        ],
        ["care"] =
        [
            "event_id", "report_id", "is_stop", "allocation_id", "contract_id", "provider_id", "product_id", "municipality_code",
            "client_pseudonym", "started_on", "stopped_on", "reason", "is_withdrawn", "recorded_at"
        ],
        ["allocation"] =
        [
            "allocation_id", "version", "contract_id", "provider_id", "product_id", "category", "kind", "municipality_code",
            "client_pseudonym", "volume", "unit", "frequency", "starts_on", "ends_on", "is_removed", "recorded_at"
        ],
        ["person_of_client"] = ["client_pseudonym", "version", "person", "recorded_at"],
        ["settlement_fact"] =
        [
            "fact_id", "contract_id", "lot_id", "kind", "year", "document", "recorded_at", "recorded_by", "withdrawn_at",
            "withdrawn_by", "withdrawn_reason", "needs_check", "confirmed_at", "confirmed_by"
        ],
        ["payment_run"] =
        [
            "run_id", "version", "year", "until_on", "as_of", "status", "is_selection", "total_cents", "line_count",
            "disputed_cents", "proposed_by", "proposed_at", "approved_by", "approved_at", "paid_on", "paid_by", "ended_at", "reason"
        ],
        ["payment_run_contract"] =
        [
            "run_id", "contract_id", "contract_number", "provider_id", "until_on", "line_count", "payment_count", "advanced_cents",
            "contract_version", "disputed_cents"
        ],
        ["payment_run_omission"] = ["run_id", "contract_id", "lot_id", "contract_number", "code", "text"],
        ["payment_line"] =
        [
            "run_id", "line_number", "contract_id", "year", "lot_id", "provider_id", "municipality_code", "payment_key",
            "settled_cents", "before_cents", "disputed_cents", "cents", "is_difference"
        ],
        ["payment_account"] = ["contract_id", "year", "payment_count"],
        ["dispute"] =
        [
            "dispute_id", "version", "contract_id", "contract_number", "provider_id", "year", "lot_id", "payment_key",
            "municipality_code", "disputed_cents", "amount_cents", "status", "reason", "opened_by", "opened_at", "resolved_by",
            "resolved_at", "note", "direction", "evidence", "correction", "correction_reference", "agreed_cents", "agreed_with", "agreed_by"
        ],
        ["contract_year"] = ["contract_id", "year", "touched", "computed", "computed_on"],
        ["settled_cell"] =
        [
            "contract_id", "year", "lot_id", "month", "municipality_code", "product_id", "unit", "volume", "line_count",
            "awarded_cents", "settled_cents"
        ],
        ["lot_year"] = ["contract_id", "year", "lot_id", "municipality_code", "awarded_cents", "settled_cents", "line_count"],
        ["year_cell"] =
        [
            "contract_id", "year", "lot_id", "municipality_code", "provider_id", "due_cents", "paid_cents", "disputed_cents",
            "committed_cents", "expected_cents", "approved_cents"
        ],
        ["lot_mark"] = ["contract_id", "year", "lot_id", "name", "value"],
        ["cell_omission"] = ["contract_id", "year", "lot_id", "code", "text"],
        ["ledger_sum"] = ["contract_id", "month", "product_id", "municipality_code", "unit", "volume", "amount_cents", "line_count"],
    };
}
