using Inkoop.Admin.Texts;

namespace Inkoop.Admin.Components.Parts;

/// <summary>What a page says after the redirect that follows a change. The address carries a fixed word, never a text or a name.</summary>
public static class Notices
{
    public static string? Text(string key) => key switch
    {
        "geregistreerd" => Words.Notice.ProviderRegistered,
        "concept" => Words.Notice.ContractDrafted,
        "ondertekend" => Words.Notice.ContractSigned,
        "geindexeerd" => Words.Notice.TariffsIndexed,
        "aangepast" => Words.Notice.ContractAmended,
        "tarief" => Words.Notice.TariffChanged,
        "beschikt" => Words.Notice.DispositionIssued,
        "toegewezen" => Words.Notice.ProductAllocated,
        "ingetrokken" => Words.Notice.AllocationRemoved,
        "ontvangen" => Words.Notice.MessageReceived,
        "actie" => Words.Notice.ActionAdded,
        "afgerond" => Words.Notice.ActionClosed,
        "getekend" => Words.Notice.ReviewSigned,
        "aangeleverd" => Words.Notice.Submitted,
        "voorgesteld" => Words.Notice.RunProposed,
        "goedgekeurd" => Words.Notice.RunApproved,
        "betaald" => Words.Notice.RunPaid,
        "vervallen" => Words.Notice.RunDropped,
        "teruggedraaid" => Words.Notice.RunReversed,
        "betwist" => Words.Notice.DisputeOpened,
        "bevestigd" => Words.Notice.FactConfirmed,
        "geclaimd" => Words.Notice.ClaimOpened,
        "besloten" => Words.Notice.DisputeResolved,
        "vastgelegd" => Words.Notice.FactRecorded,
        "feit-ingetrokken" => Words.Notice.FactWithdrawn,
        "herzonden" => Words.Notice.Resent,
        _ => null,
    };
}
