using Inkoop.Admin.Identity;
using Inkoop.Admin.Texts;
using Inkoop.Platform.Identity;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Platform.V1;
using Inkoop.Wire.Providers.V1;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Admin.Components.Layout;

public sealed record MenuItem(string Path, string Title, string Icon);

public sealed record MenuGroup(string Title, IReadOnlyList<MenuItem> Items);

/// <summary>
/// What each role finds in the menu: the roles that the RPC behind a page names. It saves people dead ends; it protects nothing.
/// </summary>
public static class Menu
{
    private static readonly (string Path, Func<string> Title, string Icon, int Group, IReadOnlyList<string> Roles)[] all =
    [
        ("/", () => Words.Menu.Start, "home", 0, Role.People),
        ("/aanbieders", () => Words.Menu.Providers, "building", 1, Asks(ProviderService.Descriptor, "ListProviders")),
        ("/contracten", () => Words.Menu.Contracts, "file", 1, Asks(ContractService.Descriptor, "ListContracts")),
        ("/beschikkingen", () => Words.Menu.Dispositions, "stamp", 2, Asks(DispositionService.Descriptor, "ListDispositions")),
        ("/toewijzingen", () => Words.Menu.Allocations, "link", 2, Asks(DispositionService.Descriptor, "ListAllocations")),
        ("/berichten", () => Words.Menu.Messages, "mail", 2, Asks(MessageService.Descriptor, "ListMessages")),
        ("/afrekeningen", () => Words.Menu.Settlements, "euro", 3, MoneyRoles.Settlements),
        ("/betalingen", () => Words.Menu.Payments, "wallet", 3, MoneyRoles.Payments),
        ("/betwistingen", () => Words.Menu.Disputes, "scales", 3, MoneyRoles.Disputes),
        ("/gemeenten-en-jaren", () => Words.Menu.Years, "town", 3, MoneyRoles.Years),
        ("/jaaropgave", () => Words.Menu.Statement, "print", 3, [Role.Provider]),
        ("/wat-als", () => Words.Menu.WhatIf, "branch", 3, MoneyRoles.WhatIf),
        ("/kostenontwikkeling", () => Words.Menu.Growth, "steps", 3, MoneyRoles.Compare),
        ("/doorbelasting", () => Words.Sharing.Title, "town", 3, MoneyRoles.ShareCost),
        ("/feiten", () => Words.Menu.Facts, "stamp", 3, MoneyRoles.Facts),
        ("/kwartaalgesprekken", () => Words.Menu.Reviews, "talk", 4, Asks(ReviewService.Descriptor, "ListReviews")),
        ("/indicatoren", () => Words.Menu.Indicators, "gauge", 4, Asks(IndicatorService.Descriptor, "ListIndicators")),
        ("/aanleveringen", () => Words.Menu.Submissions, "upload", 4, Asks(IndicatorService.Descriptor, "ListSubmissions")),
        ("/logboek", () => Words.Menu.Log, "log", 5, MoneyRoles.Log),
        ("/werking", () => Words.Menu.Operations, "pulse", 5, Asks(EventLogService.Descriptor, "ListProjections")),
    ];

    private static IReadOnlyList<string> Asks(Google.Protobuf.Reflection.ServiceDescriptor service, string method) => Rpcs.RolesOf(service, method);

    /// <summary>Whether a role has this page, so that other pages link to it for that role only.</summary>
    public static bool Has(string role, string path) => all.Any(entry => entry.Path == path && entry.Roles.Contains(role));

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
