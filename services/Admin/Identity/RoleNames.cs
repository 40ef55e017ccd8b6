using Inkoop.Admin.Texts;
using Inkoop.Platform.Identity;

namespace Inkoop.Admin.Identity;

/// <summary>The roles of the region as they stand in the <c>role</c> claim, with what the screen says about them.</summary>
public static class RoleNames
{
    /// <summary>The roles a person can have, in the order of the sign-in page.</summary>
    public static IReadOnlyList<string> Personal { get; } =
        [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Provider, Role.CouncilReader, Role.Auditor, Role.Operator];

    public static bool IsPersonal(string role) => Personal.Contains(role);

    public static string Name(string role) => role switch
    {
        Role.ProcurementOfficer => Words.Role.ProcurementOfficer,
        Role.ContractManager => Words.Role.ContractManager,
        Role.Finance => Words.Role.Finance,
        Role.Auditor => Words.Role.Auditor,
        Role.CouncilReader => Words.Role.CouncilReader,
        Role.Provider => Words.Role.Provider,
        Role.Operator => Words.Role.Operator,
        _ => role,
    };

    public static string Task(string role) => role switch
    {
        Role.ProcurementOfficer => Words.Role.ProcurementOfficerTask,
        Role.ContractManager => Words.Role.ContractManagerTask,
        Role.Finance => Words.Role.FinanceTask,
        Role.Auditor => Words.Role.AuditorTask,
        Role.CouncilReader => Words.Role.CouncilReaderTask,
        Role.Provider => Words.Role.ProviderTask,
        Role.Operator => Words.Role.OperatorTask,
        _ => "",
    };

    /// <summary>An actor of the log (<c>role:organisation</c>, or that <c>via service</c>) in words.</summary>
    public static string Actor(string actor)
    {
        var parts = actor.Split(" via ", 2);
        var words = parts[0].Split(':', 2) is [var role, var organisation]
            // The id of an organisation says nobody anything.
            ? Guid.TryParse(organisation, out _) ? Name(role) : $"{Name(role)} ({organisation})"
            : parts[0];
        return parts.Length == 2 ? $"{words} via {parts[1]}" : words;
    }

    /// <summary>Who did something, as far as the record says: a person's id, or the actor of the log.</summary>
    public static string Person(string who) => who.Split(':', 2) switch
    {
        [""] => Show.None,
        ["demo", var role] => Name(role.Split(':')[0]),
        _ => Actor(who),
    };
}
