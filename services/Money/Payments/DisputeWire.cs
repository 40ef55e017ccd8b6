using Google.Protobuf.WellKnownTypes;
using Inkoop.Funding;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Money.Payments;

internal static class DisputeWire
{
    /// <param name="withClients">Whether the key may name what is about one client.</param>
    public static Dispute ToWire(DisputeRow row, bool withClients) => new()
    {
        DisputeId = row.DisputeId.ToString(),
        Version = row.Version,
        ContractId = row.ContractId.ToString(),
        ContractNumber = row.ContractNumber,
        ProviderId = row.ProviderId.ToString(),
        Year = row.Year,
        Key = withClients ? row.PaymentKey : PaymentKeys.WithoutClient(row.PaymentKey),
        MunicipalityCode = row.MunicipalityCode,
        DisputedCents = row.DisputedCents,
        Reason = row.Reason,
        OpenedBy = row.OpenedBy,
        OpenedAt = row.OpenedAt.ToTimestamp(),
        IsOpen = row.Status == DisputeDecisions.Open,
        Resolution = row.Status == DisputeDecisions.Open ? "" : row.Status,
        ResolvedBy = row.ResolvedBy ?? "",
        Note = row.Note ?? "",
        Direction = row.Direction == DisputeDecisions.TooLittle ? DisputeDirection.TooLittle : DisputeDirection.TooMuch,
        Evidence = row.Evidence ?? "",
        Correction = CorrectionOf(row.Correction),
        CorrectionReference = row.CorrectionReference ?? "",
        AgreedCents = row.AgreedCents,
        AgreedWith = row.AgreedWith ?? "",
        AgreedBy = row.AgreedBy ?? "",
    };

    public static string? Stored(DisputeCorrection correction) => correction switch
    {
        DisputeCorrection.NewLine => "new_line",
        DisputeCorrection.Fact => "fact",
        DisputeCorrection.Amount => "amount",
        _ => null,
    };

    public static string Stored(DisputeResolution resolution) => resolution switch
    {
        DisputeResolution.Upheld => DisputeDecisions.Upheld,
        DisputeResolution.Agreed => DisputeDecisions.Agreed,
        _ => DisputeDecisions.Dismissed,
    };

    private static DisputeCorrection CorrectionOf(string? stored) => stored switch
    {
        "new_line" => DisputeCorrection.NewLine,
        "fact" => DisputeCorrection.Fact,
        "amount" => DisputeCorrection.Amount,
        _ => DisputeCorrection.Unspecified,
    };

    public const string SelectDispute = """
        SELECT dispute_id, version, contract_id, contract_number, provider_id, year, lot_id, payment_key, municipality_code, disputed_cents, amount_cents, status, reason,
            opened_by, opened_at, resolved_by, resolved_at, note, direction, evidence, correction, correction_reference, agreed_cents, agreed_with, agreed_by
        FROM dispute
        """;
}
