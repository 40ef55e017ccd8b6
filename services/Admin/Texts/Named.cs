using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Admin.Texts;

/// <summary>The words of the domain for what the wire enumerates: one Dutch word for each, everywhere the same.</summary>
public static partial class Named
{
    public static string Of(ContractStatus status) => status switch
    {
        ContractStatus.Draft => Words.Term.Draft,
        ContractStatus.Signed => Words.Term.Signed,
        _ => Show.None,
    };

    public static string Kind(ContractStatus status) => status == ContractStatus.Signed ? "good" : "quiet";

    public static string Of(AllocationStatus status) => status switch
    {
        AllocationStatus.Allocated => Words.Term.Allocated,
        AllocationStatus.Started => Words.Term.Started,
        AllocationStatus.Stopped => Words.Term.Stopped,
        AllocationStatus.Removed => Words.Term.Removed,
        _ => Show.None,
    };

    public static string Of(AllocationKind kind) => kind switch
    {
        AllocationKind.Specific => Words.Disposition.KindSpecific,
        AllocationKind.Unspecific => Words.Disposition.KindUnspecific,
        AllocationKind.Crisis => Words.Disposition.KindCrisis,
        _ => Show.None,
    };

    /// <summary>The product of an allocation, or its category where it gives the whole of it.</summary>
    public static string Product(Allocation allocation) =>
        allocation.ProductId.Length > 0 ? allocation.ProductId : $"{allocation.Category} {Words.Disposition.WholeCategory}";

    public static string Kind(AllocationStatus status) => status switch
    {
        AllocationStatus.Allocated => "info",
        AllocationStatus.Started => "good",
        _ => "quiet",
    };

    public static string Of(MessageStatus status) => status switch
    {
        MessageStatus.Received => Words.Term.Received,
        MessageStatus.Accepted => Words.Term.Accepted,
        MessageStatus.Partly => Words.Term.Partly,
        MessageStatus.Rejected => Words.Term.Rejected,
        MessageStatus.Unreadable => Words.Term.Unreadable,
        MessageStatus.Sent => Words.Term.Sent,
        _ => Show.None,
    };

    public static string Kind(MessageStatus status) => status switch
    {
        MessageStatus.Accepted => "good",
        MessageStatus.Partly => "mind",
        MessageStatus.Rejected or MessageStatus.Unreadable => "bad",
        MessageStatus.Received => "info",
        _ => "quiet",
    };

    public static string Of(ExtendedCare reason) => reason switch
    {
        ExtendedCare.Continued => Words.Term.ExtendedCareContinued,
        ExtendedCare.Determined => Words.Term.ExtendedCareDetermined,
        ExtendedCare.Resumed => Words.Term.ExtendedCareResumed,
        ExtendedCare.CriminalLaw => Words.Term.ExtendedCareCriminalLaw,
        _ => "",
    };

    public static string Of(Referrer referrer) => referrer switch
    {
        Referrer.Municipality => Words.Term.ReferrerMunicipality,
        Referrer.GeneralPractitioner => Words.Term.ReferrerGeneralPractitioner,
        Referrer.YouthDoctor => Words.Term.ReferrerYouthDoctor,
        Referrer.CertifiedInstitution => Words.Term.ReferrerCertifiedInstitution,
        Referrer.MedicalSpecialist => Words.Term.ReferrerMedicalSpecialist,
        Referrer.Self => Words.Term.ReferrerSelf,
        Referrer.Court => Words.Term.ReferrerCourt,
        _ => Show.None,
    };

    public static string Of(DeliveryVariant variant) => variant switch
    {
        DeliveryVariant.Effort => Words.Term.Effort,
        DeliveryVariant.Output => Words.Term.Output,
        DeliveryVariant.Task => Words.Term.Task,
        _ => Show.None,
    };

    public static string Of(RoundingRule rule) => rule switch
    {
        RoundingRule.UnroundedTariff => Words.Term.UnroundedTariff,
        RoundingRule.TariffFourDecimals => Words.Term.TariffFourDecimals,
        RoundingRule.TariffCents => Words.Term.TariffCents,
        _ => Show.None,
    };

    public static string Of(FundingArrangement? funding) => Of(funding?.ModelCase ?? FundingArrangement.ModelOneofCase.None);

    public static string Of(FundingArrangement.ModelOneofCase model) => model switch
    {
        FundingArrangement.ModelOneofCase.PriceTimesQuantity => Words.Term.PriceTimesQuantity,
        FundingArrangement.ModelOneofCase.Output => Words.Term.OutputFunding,
        FundingArrangement.ModelOneofCase.TaskBased => Words.Term.TaskBased,
        FundingArrangement.ModelOneofCase.Population => Words.Term.Population,
        FundingArrangement.ModelOneofCase.Outcome => Words.Funding.Outcome,
        FundingArrangement.ModelOneofCase.Subsidy => Words.Funding.Subsidy,
        _ => Show.None,
    };

    public static string Of(PaymentTiming timing) => timing switch
    {
        PaymentTiming.OnStart => Words.Funding.OnStart,
        PaymentTiming.OnResult => Words.Funding.OnResult,
        PaymentTiming.Advance => Words.Funding.Advance,
        _ => Words.Funding.InArrears,
    };

    public static string Of(TariffMoment moment) => moment == TariffMoment.EachDay ? Words.Funding.EachDay : Words.Funding.FirstDay;

    public static string Of(OutputVariant variant) => variant switch
    {
        OutputVariant.Milestones => Words.Funding.Milestones,
        OutputVariant.Periodic => Words.Funding.Periodic,
        _ => Words.Funding.Phases,
    };

    public static string Of(VolumeSource source) => source == VolumeSource.Reported ? Words.Funding.FromReport : Words.Funding.FromCare;

    public static string Of(KeyKind kind) => kind switch
    {
        KeyKind.Inhabitants => Words.Funding.ByInhabitants,
        KeyKind.Youths => Words.Funding.ByYouths,
        KeyKind.Weighted => Words.Funding.ByWeight,
        KeyKind.Use => Words.Funding.ByUse,
        KeyKind.Fixed => Words.Funding.ByAgreement,
        _ => Show.None,
    };

    public static string Of(IndicatorKind kind) => kind switch
    {
        IndicatorKind.Proportion => Words.Term.Proportion,
        IndicatorKind.Mean => Words.Term.Mean,
        _ => Show.None,
    };

    public static string Of(Colour colour) => colour switch
    {
        Colour.Green => Words.Term.Green,
        Colour.Amber => Words.Term.Amber,
        Colour.Red => Words.Term.Red,
        Colour.Grey => Words.Term.Grey,
        Colour.NoObservations => Words.Term.NoObservations,
        Colour.Missing => Words.Term.Missing,
        _ => Show.None,
    };

    public static string Kind(Colour colour) => colour switch
    {
        Colour.Green => "good",
        Colour.Amber => "mind",
        Colour.Red or Colour.Missing => "bad",
        _ => "quiet",
    };

    /// <summary>iJw Eenheid (WJ756).</summary>
    public static string Unit(string code) => code switch
    {
        "01" => Words.Term.Minutes,
        "04" => Words.Term.Hours,
        "14" => Words.Term.Days,
        "16" => Words.Term.DayParts,
        "82" => Words.Term.PiecesOutput,
        "83" => Words.Term.Euros,
        "84" => Words.Term.PiecesEffort,
        _ => code,
    };

    /// <summary>The units that a product can be bought in.</summary>
    public static IEnumerable<(string, string)> Units => new[] { "01", "04", "14", "16", "82", "84", "83" }.Select(code => (code, $"{Unit(code)} ({code})"));

    /// <summary>WMO757 Frequentie.</summary>
    public static string Frequency(string code) => code switch
    {
        "1" => Words.Term.PerDay,
        "2" => Words.Term.PerWeek,
        "4" => Words.Term.PerMonth,
        "6" => Words.Term.InTotal,
        _ => code,
    };

    /// <summary>JZ588 RedenBeeindiging.</summary>
    public static string StopReason(string code) => code switch
    {
        "02" => Words.Term.StopDeath,
        "20" => Words.Term.StopTemporary,
        "31" => Words.Term.StopPlanned,
        "32" => Words.Term.StopByClient,
        "33" => Words.Term.StopByProvider,
        "34" => Words.Term.StopAgreed,
        "35" => Words.Term.StopCircumstances,
        "36" => Words.Term.StopByMunicipality,
        "37" => Words.Term.StopChange,
        "38" => Words.Term.StopOtherProvider,
        "39" => Words.Term.StopOtherDomain,
        "" => Show.None,
        _ => code,
    };
}
