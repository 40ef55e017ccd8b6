namespace Inkoop.Admin.Texts;

public static partial class Words
{
    /// <summary>What happened, in words: an auditor reads the log, not a programmer. An event without words here keeps its own name.</summary>
    public static class Event
    {
        public static string Of(string type) => type switch
        {
            "ProviderRegistered" => Pick("Aanbieder vastgelegd", "Provider recorded"),
            "MunicipalityRecorded" => Pick("Gemeente vastgelegd", "Municipality recorded"),
            "ContractDrafted" => Pick("Concept vastgelegd", "Draft recorded"),
            "ContractSigned" => Pick("Contract ondertekend", "Contract signed"),
            "ContractRestated" => Pick("Contract opnieuw doorgegeven", "Contract told again"),
            "ContractAmended" => Pick("Contract gewijzigd", "Contract amended"),
            "TariffChanged" => Pick("Tarief gewijzigd", "Tariff changed"),
            "FactRecorded" => Pick("Feit vastgelegd", "Fact recorded"),
            "FactWithdrawn" => Pick("Feit ingetrokken", "Fact withdrawn"),
            "PaymentRunProposed" => Pick("Betaalrun voorgesteld", "Payment run proposed"),
            "PaymentRunApproved" => Pick("Betaalrun goedgekeurd", "Payment run approved"),
            "PaymentRunDropped" => Pick("Betaalrun ingetrokken", "Payment run dropped"),
            "PaymentRunPaid" => Pick("Betaalrun betaald", "Payment run paid"),
            "PaymentRunReversed" => Pick("Betaalrun teruggedraaid", "Payment run reversed"),
            "FactConfirmed" => Pick("Opgave gecontroleerd", "Statement checked"),
            "DisputeOpened" => Pick("Betwisting geopend", "Dispute opened"),
            "DisputeResolved" => Pick("Betwisting afgehandeld", "Dispute resolved"),
            "LotSettled" => Pick("Bedragen van een perceel gewijzigd", "Amounts of a lot changed"),
            "LotStanding" => Pick("Stand van een perceel gewijzigd", "Standing of a lot changed"),
            "DispositionIssued" => Pick("Beschikking afgegeven", "Disposition issued"),
            "ProductAllocated" => Pick("Toewijzing vastgelegd", "Allocation recorded"),
            "MessageReceived" => Pick("Bericht ontvangen", "Message received"),
            "MessageAnswered" => Pick("Bericht beantwoord", "Message answered"),
            "CareStarted" => Pick("Hulp gestart", "Care started"),
            "CareStopped" => Pick("Hulp gestopt", "Care stopped"),
            "LinesJudged" => Pick("Declaratieregels beoordeeld", "Declared lines judged"),
            "IndicatorSubmitted" => Pick("Indicator aangeleverd", "Indicator submitted"),
            "IndicatorDerived" => Pick("Indicator afgeleid", "Indicator derived"),
            "IndicatorDefined" => Pick("Indicator omschreven", "Indicator defined"),
            "ActionRecorded" => Pick("Actie vastgelegd", "Action recorded"),
            "ReviewSigned" => Pick("Kwartaalgesprek ondertekend", "Review signed"),
            "ReviewFrozen" => Pick("Kwartaalgesprek bevroren", "Review frozen"),
            _ => type,
        };
    }
}
