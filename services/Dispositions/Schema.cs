namespace Inkoop.Dispositions;

/// <summary>The tables and columns this service's code relies on; compared with the real ones after migrating.</summary>
internal static class Schema
{
    public static IReadOnlyDictionary<string, string[]> Tables { get; } = new Dictionary<string, string[]>
    {
        ["client"] =
        [
            "pseudonym", "municipality_code", "bsn_hash", "person", "recorded_at", "changed_at", "person_told"
        ],
        ["client_read"] =
        [
            "read_id", "pseudonym", "message_id", "actor", "purpose", "read_at", "person"
        ],
        ["disposition"] =
        [
            "disposition_id", "version", "number", "municipality_code", "issued_on", "referrer", "forced", "client_pseudonym", "recorded_at"
        ],
        ["allocation"] =
        [
            "allocation_id", "version", "number", "disposition_id", "municipality_code", "client_pseudonym", "contract_id", "contract_number",
            "provider_id", "provider_agb_code", "product_id", "kind", "category", "code", "variant", "volume", "unit", "frequency", "starts_on", "ends_on",
            "status", "used_volume", "declared_cents", "allocated_at", "started_on", "stopped_on", "stop_reason", "extended_care"
        ],
        ["known_provider"] =
        [
            "provider_id", "version", "agb_code"
        ],
        ["known_municipality"] =
        [
            "code"
        ],
        ["known_contract_version"] =
        [
            "contract_id", "version", "is_whole", "document"
        ],
        ["known_part_reached"] =
        [
            "fact_id", "contract_id", "allocation_id", "part", "reached_on", "recorded_at", "withdrawn_at", "needs_check", "confirmed_at"
        ],
        ["provider_turn"] =
        [
            "provider_id", "taken_at"
        ],
        ["message"] =
        [
            "message_id", "kind", "incoming", "provider_id", "municipality_code", "identification", "sender", "receiver", "dated_on", "file_name",
            "size_bytes", "digest", "status", "received_at", "answered_at", "answer_message_id", "declaration_number", "declared_month",
            "submitted_cents", "allowed_cents", "line_count", "rejected_line_count", "judged_line_count", "part_count", "admitted", "lease_owner",
            "lease_until"
        ],
        ["message_body"] =
        [
            "message_id", "body"
        ],
        ["message_finding"] =
        [
            "message_id", "sequence", "code", "broken_rule", "explanation", "path", "line", "reference_number", "allocation_number"
        ],
        ["used_identification"] =
        [
            "kind", "sender", "identification", "message_id"
        ],
        ["used_declaration_number"] =
        [
            "sender", "declaration_number", "message_id"
        ],
        ["declaration_line"] =
        [
            "line_id", "message_id", "position", "provider_id", "reference_number", "previous_reference_number", "allocation_id", "contract_id",
            "contract_version", "product_id", "code", "from_on", "until_on", "volume", "unit", "shown_rate_cents", "amount_cents", "credit", "credited",
            "rate_e8", "rate_unit", "rounding_rule"
        ],
        ["rejected_reference"] =
        [
            "provider_id", "reference_number", "message_id"
        ],
        ["rejected_line"] =
        [
            "message_id", "position", "codes"
        ],
        ["care_start"] =
        [
            "start_id", "allocation_id", "started_on", "message_id", "withdrawn_message_id"
        ],
        ["care_stop"] =
        [
            "stop_id", "allocation_id", "started_on", "stopped_on", "reason", "message_id", "withdrawn_message_id"
        ],
    };
}
