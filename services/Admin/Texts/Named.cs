using Inkoop.Texts;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Admin.Texts;

/// <summary>The words of the domain for what the wire enumerates: one Dutch word for each, everywhere the same.</summary>
public static partial class Named
{
    public static string Of(ContractStatus status) => Names.Of(status) ?? Show.None;

    public static string Kind(ContractStatus status) => status == ContractStatus.Signed ? "good" : "quiet";

    public static string Of(AllocationStatus status) => Names.Of(status) ?? Show.None;

    public static string Of(AllocationKind kind) => Names.Of(kind) ?? Show.None;

    /// <summary>The product of an allocation, or its category where it gives the whole of it.</summary>
    public static string Product(Allocation allocation) =>
        allocation.ProductId.Length > 0 ? allocation.ProductId : $"{allocation.Category} {Words.Disposition.WholeCategory}";

    public static string Kind(AllocationStatus status) => status switch
    {
        AllocationStatus.Allocated => "info",
        AllocationStatus.Started => "good",
        _ => "quiet",
    };

    public static string Of(MessageStatus status) => Names.Of(status) ?? Show.None;

    public static string Kind(MessageStatus status) => status switch
    {
        MessageStatus.Accepted => "good",
        MessageStatus.Partly => "mind",
        MessageStatus.Rejected or MessageStatus.Unreadable => "bad",
        MessageStatus.Received => "info",
        _ => "quiet",
    };

    public static string Of(ExtendedCare reason) => Names.Of(reason) ?? "";

    public static string Of(Referrer referrer) => Names.Of(referrer) ?? Show.None;

    public static string Of(DeliveryVariant variant) => Names.Of(variant) ?? Show.None;

    public static string Of(RoundingRule rule) => Names.Of(rule) ?? Show.None;

    public static string Of(FundingArrangement? funding) => Of(funding?.ModelCase ?? FundingArrangement.ModelOneofCase.None);

    public static string Of(FundingArrangement.ModelOneofCase model) => Names.Of(model) ?? Show.None;

    public static string Of(PaymentTiming timing) => Names.Of(timing) ?? Of(PaymentTiming.InArrears);

    public static string Of(TariffMoment moment) => Names.Of(moment) ?? Of(TariffMoment.FirstDay);

    public static string Of(OutputVariant variant) => Names.Of(variant) ?? Of(OutputVariant.Phases);

    public static string Of(VolumeSource source) => Names.Of(source) ?? Of(VolumeSource.Care);

    public static string Of(KeyKind kind) => Names.Of(kind) ?? Show.None;

    public static string Of(IndicatorKind kind) => Names.Of(kind) ?? Show.None;

    public static string Of(Colour colour) => Names.Of(colour) ?? Show.None;

    public static string Kind(Colour colour) => colour switch
    {
        Colour.Green => "good",
        Colour.Amber => "mind",
        Colour.Red or Colour.Missing => "bad",
        _ => "quiet",
    };

    /// <summary>iJw Eenheid (WJ756).</summary>
    public static string Unit(string code) => Names.Named("Unit", code);

    /// <summary>The units that a product can be bought in.</summary>
    public static IEnumerable<(string, string)> Units => new[] { "01", "04", "14", "16", "82", "84", "83" }.Select(code => (code, $"{Unit(code)} ({code})"));

    /// <summary>WMO757 Frequentie.</summary>
    public static string Frequency(string code) => Names.Named("Frequency", code);

    /// <summary>JZ588 RedenBeeindiging.</summary>
    public static string StopReason(string code) => Names.Named("StopReason", code, Show.Or(code));
}
