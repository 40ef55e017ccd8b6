using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Platform.V1;

namespace Inkoop.Admin.Identity;

/// <summary>Who may ask and do what about money: the roles that the RPC behind it names, so that a page offers no button that leads to a refusal.</summary>
public static class MoneyRoles
{
    public static IReadOnlyList<string> Settlements { get; } = Of(SettlementService.Descriptor, "ListSettlements");
    public static IReadOnlyList<string> WhatIf { get; } = Of(SettlementService.Descriptor, "WhatIf");
    public static IReadOnlyList<string> Compare { get; } = Of(SettlementService.Descriptor, "CompareSettlements");
    public static IReadOnlyList<string> ShareCost { get; } = Of(SettlementService.Descriptor, "ShareCost");
    public static IReadOnlyList<string> Facts { get; } = Of(FactService.Descriptor, "ListFacts");
    public static IReadOnlyList<string> RecordFacts { get; } = Of(FactService.Descriptor, "RecordFact");
    public static IReadOnlyList<string> ConfirmFacts { get; } = Of(FactService.Descriptor, "ConfirmFact");
    public static IReadOnlyList<string> Payments { get; } = Of(PaymentService.Descriptor, "ListPaymentRuns");
    public static IReadOnlyList<string> Propose { get; } = Of(PaymentService.Descriptor, "ProposePaymentRun");
    public static IReadOnlyList<string> Approve { get; } = Of(PaymentService.Descriptor, "ApprovePaymentRun");
    public static IReadOnlyList<string> Pay { get; } = Of(PaymentService.Descriptor, "RecordPaymentRunPaid");
    public static IReadOnlyList<string> Drop { get; } = Of(PaymentService.Descriptor, "DropPaymentRun");
    public static IReadOnlyList<string> Reverse { get; } = Of(PaymentService.Descriptor, "ReversePaymentRun");
    public static IReadOnlyList<string> Disputes { get; } = Of(PaymentService.Descriptor, "ListDisputes");
    public static IReadOnlyList<string> OpenDispute { get; } = Of(PaymentService.Descriptor, "OpenDispute");
    public static IReadOnlyList<string> ResolveDispute { get; } = Of(PaymentService.Descriptor, "ResolveDispute");
    public static IReadOnlyList<string> Years { get; } = Of(PaymentService.Descriptor, "ListMunicipalityYears");
    public static IReadOnlyList<string> Doubles { get; } = Of(PaymentService.Descriptor, "ListDoublePayments");
    public static IReadOnlyList<string> Statement { get; } = Of(PaymentService.Descriptor, "GetYearStatement");
    public static IReadOnlyList<string> Log { get; } = Of(EventLogService.Descriptor, "ListEvents");

    private static IReadOnlyList<string> Of(Google.Protobuf.Reflection.ServiceDescriptor service, string method) => Rpcs.RolesOf(service, method);
}
