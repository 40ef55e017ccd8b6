using Inkoop.Platform.Identity;

namespace Inkoop.Admin.Identity;

/// <summary>Who may ask and do what about money: the roles that the services permit, so that a page offers no button that leads to a refusal.</summary>
public static class MoneyRoles
{
    public static IReadOnlyList<string> Settlements { get; } = [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Provider];
    public static IReadOnlyList<string> WhatIf { get; } = [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor];
    public static IReadOnlyList<string> Compare { get; } = [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor];
    public static IReadOnlyList<string> ShareCost { get; } = [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor];
    public static IReadOnlyList<string> Facts { get; } = [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Provider];
    public static IReadOnlyList<string> RecordFacts { get; } = [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Provider];
    public static IReadOnlyList<string> Payments { get; } = [Role.Finance, Role.ContractManager, Role.ProcurementOfficer, Role.Auditor, Role.Provider];
    public static IReadOnlyList<string> Propose { get; } = [Role.ProcurementOfficer, Role.ContractManager, Role.Finance];
    public static IReadOnlyList<string> Approve { get; } = [Role.Finance, Role.ContractManager];
    public static IReadOnlyList<string> Pay { get; } = [Role.Finance];
    public static IReadOnlyList<string> Drop { get; } = [Role.ProcurementOfficer, Role.ContractManager, Role.Finance];
    public static IReadOnlyList<string> Reverse { get; } = [Role.Finance];
    public static IReadOnlyList<string> Disputes { get; } = [Role.Finance, Role.ContractManager, Role.ProcurementOfficer, Role.Auditor, Role.Provider];
    public static IReadOnlyList<string> OpenDispute { get; } = [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Provider];
    public static IReadOnlyList<string> ResolveDispute { get; } = [Role.Finance, Role.ContractManager];
    public static IReadOnlyList<string> Years { get; } = [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.CouncilReader];
    public static IReadOnlyList<string> Doubles { get; } = [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor];
    public static IReadOnlyList<string> Statement { get; } = [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Provider];
    public static IReadOnlyList<string> Log { get; } = [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Operator];
}
