namespace Inkoop.Platform.Identity;

/// <summary>The roles that a token can carry.</summary>
public static class Role
{
    /// <summary>Inkoper: providers, contracts, tariffs, allocations.</summary>
    public const string ProcurementOfficer = "procurement_officer";

    /// <summary>Contractmanager: aggregates and reviews, never client rows (Regeling Jeugdwet 6b).</summary>
    public const string ContractManager = "contract_manager";

    public const string Finance = "finance";

    public const string Auditor = "auditor";

    /// <summary>Raadslid: one municipality.</summary>
    public const string CouncilReader = "council_reader";

    /// <summary>Aanbieder: bound to its own provider ids.</summary>
    public const string Provider = "provider";

    /// <summary>Beheerder.</summary>
    public const string Operator = "operator";

    /// <summary>Another service of Inkoop, with an identity of its own.</summary>
    public const string Service = "service";

    /// <summary>Whether somebody works with clients one by one: who does not, gets sums (Regeling Jeugdwet 6b).</summary>
    public static bool WorksWithClients(string role) => role is ProcurementOfficer or Finance or Auditor or Provider or Service;

    /// <summary>The roles of people: all but another service.</summary>
    public static IReadOnlyList<string> People { get; } = [ProcurementOfficer, ContractManager, Finance, Auditor, CouncilReader, Provider, Operator];

    public static IReadOnlyList<string> All { get; } = [.. People, Service];
}
