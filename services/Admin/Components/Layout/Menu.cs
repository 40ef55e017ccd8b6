using Inkoop.Admin.Texts;
using Inkoop.Platform.Identity;

namespace Inkoop.Admin.Components.Layout;

public sealed record MenuItem(string Path, string Title, string Icon);

public sealed record MenuGroup(string Title, IReadOnlyList<MenuItem> Items);

/// <summary>
/// What each role finds in the menu: the same roles that the services permit. It saves people dead ends; it protects nothing.
/// </summary>
public static class Menu
{
    private static readonly (string Path, Func<string> Title, string Icon, int Group, string[] Roles)[] all =
    [
        ("/", () => Words.Menu.Start, "home", 0, [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.CouncilReader, Role.Provider, Role.Operator]),
        ("/aanbieders", () => Words.Menu.Providers, "building", 1, [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Provider, Role.Operator]),
        ("/contracten", () => Words.Menu.Contracts, "file", 1, [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.CouncilReader, Role.Provider, Role.Operator]),
        ("/beschikkingen", () => Words.Menu.Dispositions, "stamp", 2, [Role.ProcurementOfficer, Role.Auditor]),
        ("/toewijzingen", () => Words.Menu.Allocations, "link", 2, [Role.ProcurementOfficer, Role.Finance, Role.Auditor, Role.Provider]),
        ("/berichten", () => Words.Menu.Messages, "mail", 2, [Role.ProcurementOfficer, Role.Auditor, Role.Provider, Role.Operator]),
        ("/afrekeningen", () => Words.Menu.Settlements, "euro", 2, [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Provider]),
        ("/kwartaalgesprekken", () => Words.Menu.Reviews, "talk", 3, [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Provider]),
        ("/indicatoren", () => Words.Menu.Indicators, "gauge", 3, [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.CouncilReader, Role.Provider, Role.Operator]),
        ("/aanleveringen", () => Words.Menu.Submissions, "upload", 3, [Role.ContractManager, Role.ProcurementOfficer, Role.Auditor, Role.Provider]),
        ("/logboek", () => Words.Menu.Log, "log", 4, [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Operator]),
        ("/werking", () => Words.Menu.Operations, "pulse", 4, [Role.Operator, Role.Auditor]),
    ];

    public static IReadOnlyList<MenuGroup> For(string role)
    {
        string[] titles = ["", Words.Menu.Buying, Words.Menu.Care, Words.Menu.Quality, Words.Menu.Control];
        return [.. all.Where(entry => entry.Roles.Contains(role)).GroupBy(entry => entry.Group)
            .Select(group => new MenuGroup(titles[group.Key], [.. group.Select(entry => new MenuItem(entry.Path, entry.Title(), entry.Icon))]))];
    }
}
