using System.Globalization;
using Inkoop.Admin.Texts;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Events;

namespace Inkoop.Admin;

/// <summary>Fixed words in addresses, and what they stand for on the wire. What is not one of them means no filter.</summary>
public static class Codes
{
    public static IReadOnlyList<string> Services => EventCatalog.Services;

    public static string Service(string text) => Services.Contains(text) ? text : "contracts";

    public static ContractStatus ContractStatus(string text) => text switch
    {
        "concept" => Wire.Contracts.V1.ContractStatus.Draft,
        "ondertekend" => Wire.Contracts.V1.ContractStatus.Signed,
        _ => Wire.Contracts.V1.ContractStatus.Unspecified,
    };

    public static AllocationStatus AllocationStatus(string text) => text switch
    {
        "toegewezen" => Wire.Dispositions.V1.AllocationStatus.Allocated,
        "gestart" => Wire.Dispositions.V1.AllocationStatus.Started,
        "beeindigd" => Wire.Dispositions.V1.AllocationStatus.Stopped,
        "verwijderd" => Wire.Dispositions.V1.AllocationStatus.Removed,
        _ => Wire.Dispositions.V1.AllocationStatus.Unspecified,
    };

    public static AllocationKind AllocationKind(string text) => text switch
    {
        "specifiek" => Wire.Dispositions.V1.AllocationKind.Specific,
        "aspecifiek" => Wire.Dispositions.V1.AllocationKind.Unspecific,
        "crisis" => Wire.Dispositions.V1.AllocationKind.Crisis,
        _ => Wire.Dispositions.V1.AllocationKind.Unspecified,
    };

    public static MessageStatus MessageStatus(string text) => text switch
    {
        "ontvangen" => Wire.Dispositions.V1.MessageStatus.Received,
        "akkoord" => Wire.Dispositions.V1.MessageStatus.Accepted,
        "deels" => Wire.Dispositions.V1.MessageStatus.Partly,
        "afgekeurd" => Wire.Dispositions.V1.MessageStatus.Rejected,
        "onleesbaar" => Wire.Dispositions.V1.MessageStatus.Unreadable,
        "verzonden" => Wire.Dispositions.V1.MessageStatus.Sent,
        _ => Wire.Dispositions.V1.MessageStatus.Unspecified,
    };

    public static PaymentRunStatus RunStatus(string text) => text switch
    {
        "voorgesteld" => PaymentRunStatus.Proposed,
        "goedgekeurd" => PaymentRunStatus.Approved,
        "betaald" => PaymentRunStatus.Paid,
        "teruggedraaid" => PaymentRunStatus.Reversed,
        "ingetrokken" => PaymentRunStatus.Dropped,
        _ => PaymentRunStatus.Unspecified,
    };

    public static DisputeDirection Direction(string text) => text switch
    {
        "te-veel" => DisputeDirection.TooMuch,
        "te-weinig" => DisputeDirection.TooLittle,
        _ => DisputeDirection.Unspecified,
    };

    public static IEnumerable<(string Value, string Text)> RunStates => new[] { "voorgesteld", "goedgekeurd", "betaald", "teruggedraaid", "ingetrokken" }.Select(word => (word, Named.Of(RunStatus(word))));

    /// <summary>The number of a choice in a list; 0 when nothing was chosen.</summary>
    public static int Choice(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    /// <summary>A year of four digits; 0 when it is none.</summary>
    public static int Year(string text) => text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0;
}
