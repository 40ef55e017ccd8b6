using Inkoop.Texts;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Texts;

// The words for payment runs, disputes, models and findings.
public static partial class Named
{
    public static string Of(PaymentRunStatus status) => Names.Of(status) ?? Show.None;

    public static string Kind(PaymentRunStatus status) => status switch
    {
        PaymentRunStatus.Proposed => "mind",
        PaymentRunStatus.Approved => "info",
        PaymentRunStatus.Paid => "good",
        PaymentRunStatus.Reversed => "bad",
        _ => "quiet",
    };

    public static string Of(Dispute dispute) => dispute switch
    {
        { IsOpen: true } => Words.Dispute.Open,
        { Resolution: "upheld" } => Words.Dispute.Upheld,
        { Resolution: "agreed" } => Words.Dispute.Agreed,
        { Resolution: "dismissed", Direction: DisputeDirection.TooLittle } => Words.Dispute.DismissedClaim,
        { Resolution: "dismissed" } => Words.Dispute.Dismissed,
        _ => Show.Or(dispute.Resolution),
    };

    public static string Of(StatementCheck check) => check switch
    {
        StatementCheck.Sampled => Words.Funding.CheckSampled,
        StatementCheck.Checked => Words.Funding.CheckChecked,
        _ => Words.Funding.CheckAutomatic,
    };

    public static string Of(DisputeDirection direction) => direction == DisputeDirection.TooLittle ? Words.Dispute.TooLittle : Words.Dispute.TooMuch;

    public static string Of(DisputeCorrection correction) => correction switch
    {
        DisputeCorrection.NewLine => Words.Dispute.CorrectionLine,
        DisputeCorrection.Fact => Words.Dispute.CorrectionFact,
        DisputeCorrection.Amount => Words.Dispute.CorrectionAmount,
        _ => "",
    };

    public static string Kind(Dispute dispute) => dispute.IsOpen ? "mind" : dispute.Resolution == "upheld" ? "bad" : "good";

    /// <summary>A funding model by its name on the wire.</summary>
    public static string Model(string model) => Names.Named("Model", model, Show.Or(model));

    public static string FindingKind(string code) => code switch
    {
        "safety_valve" or "no_tariff" or "above_spending_cap" or "reserve_above_cap" or "execution_cost_above_band" => "bad",
        "drop_out" => "quiet",
        _ => "mind",
    };
}
