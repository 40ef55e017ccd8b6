using Inkoop.Admin.Identity;
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
        ("/afrekeningen", () => Words.Menu.Settlements, "euro", 3, [.. MoneyRoles.Settlements]),
        ("/betalingen", () => Words.Menu.Payments, "wallet", 3, [.. MoneyRoles.Payments]),
        ("/betwistingen", () => Words.Menu.Disputes, "scales", 3, [.. MoneyRoles.Disputes]),
        ("/gemeenten-en-jaren", () => Words.Menu.Years, "town", 3, [.. MoneyRoles.Years]),
        ("/jaaropgave", () => Words.Menu.Statement, "print", 3, [Role.Provider]),
        ("/wat-als", () => Words.Menu.WhatIf, "branch", 3, [.. MoneyRoles.WhatIf]),
        ("/kostenontwikkeling", () => Words.Menu.Growth, "steps", 3, [.. MoneyRoles.Compare]),
        ("/doorbelasting", () => Words.Sharing.Title, "town", 3, [.. MoneyRoles.ShareCost]),
        ("/feiten", () => Words.Menu.Facts, "stamp", 3, [.. MoneyRoles.Facts]),
        ("/kwartaalgesprekken", () => Words.Menu.Reviews, "talk", 4, [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Provider]),
        ("/indicatoren", () => Words.Menu.Indicators, "gauge", 4, [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.CouncilReader, Role.Provider, Role.Operator]),
        ("/aanleveringen", () => Words.Menu.Submissions, "upload", 4, [Role.ContractManager, Role.ProcurementOfficer, Role.Auditor, Role.Provider]),
        ("/logboek", () => Words.Menu.Log, "log", 5, [Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Operator]),
        ("/werking", () => Words.Menu.Operations, "pulse", 5, [Role.Operator, Role.Auditor]),
    ];

    public static IReadOnlyList<MenuGroup> For(string role)
    {
        string[] titles = ["", Words.Menu.Buying, Words.Menu.Care, Words.Menu.Money, Words.Menu.Quality, Words.Menu.Control];
        // Who works with money finds it first, and of that the payments.
        var mine = all.Where(entry => entry.Roles.Contains(role));
        var ordered = role == Role.Finance ? mine.OrderBy(entry => entry.Group switch { 0 => 0, 3 => 1, _ => 2 }).ThenBy(entry => entry.Path == "/betalingen" ? 0 : 1) : mine.OrderBy(entry => entry.Group);
        return [.. ordered.GroupBy(entry => entry.Group)
            .Select(group => new MenuGroup(titles[group.Key], [.. group.Select(entry => new MenuItem(entry.Path, entry.Title(), entry.Icon))]))];
    }
}
