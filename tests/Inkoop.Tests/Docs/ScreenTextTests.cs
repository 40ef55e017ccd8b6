using System.Net;
using System.Text.RegularExpressions;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Admin;
using Inkoop.Wire.Providers.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Docs;

/// <summary>A guide names what its reader sees: every text in bold stands on a page of the demo that the role of that guide can reach by its links.</summary>
[Collection(nameof(DocumentedDemo))]
public sealed partial class ScreenTextTests(DocumentedDemo demo)
{
    private const int PagesOfAKind = 5;

    private static readonly Dictionary<string, string> roles = new()
    {
        ["docs/guides/inkoper.md"] = Role.ProcurementOfficer,
        ["docs/guides/contractmanager.md"] = Role.ContractManager,
        ["docs/guides/aanbieder.md"] = Role.Provider,
        ["docs/guides/financien.md"] = Role.Finance,
    };

    public static TheoryData<string> Guides => new(roles.Keys);

    [Theory, MemberData(nameof(Guides))]
    public async Task every_text_in_bold_stands_on_a_page_of_that_role(string guide)
    {
        var seen = await WalkAsync(roles[guide]);
        Documents.ScreenTexts(guide).Where(text => !seen.Contains(text)).ShouldBeEmpty($"not on any of the pages: {string.Join(", ", seen.Order(StringComparer.Ordinal))}");
    }

    private async Task<HashSet<string>> WalkAsync(string role)
    {
        using var visitor = new Visitor(demo.Pages);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Read((await visitor.GetAsync("/aanmelden")).Html, seen);
        // The provider whose contract the fixture paid and disputed has the most to see.
        var provider = role != Role.Provider ? "" : (await demo.Client<ProviderService.ProviderServiceClient>(Role.ProcurementOfficer).GetProviderAsync(new GetProviderRequest { AgbCode = "94990002" })).Provider.ProviderId;
        await visitor.SignInAsync(role, provider);

        var (waiting, known, kinds) = (new Queue<string>(["/", demo.ReviewInHand]), new HashSet<string>(StringComparer.Ordinal) { "/" }, new Dictionary<string, int>());
        while (waiting.TryDequeue(out var path))
        {
            var page = await visitor.GetAsync(path);
            if (page.Status != HttpStatusCode.OK || page.Response.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            Read(page.Html, seen);
            foreach (Match link in Links().Matches(page.Html))
            {
                var target = WebUtility.HtmlDecode(link.Groups[1].Value).Split('#')[0];
                var kind = Varying().Replace(target, "*");
                if (target.StartsWith("/export/", StringComparison.Ordinal) || target.StartsWith("/taal", StringComparison.Ordinal) || kinds.GetValueOrDefault(kind) >= PagesOfAKind || !known.Add(target))
                    continue;
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                waiting.Enqueue(target);
            }
        }

        return seen;
    }

    // What can be pressed or read as a name: a link, a button, a heading, a label, the head of a column, a key figure.
    private static void Read(string html, HashSet<string> seen)
    {
        foreach (Match named in Named().Matches(HiddenParts().Replace(html, " ")))
            seen.Add(Visitor.Text(named.Groups[2].Value).Trim(' ', '←', '→', '+'));
    }

    [GeneratedRegex("<a\\b[^>]*\\shref=\"(/[^\"]*)\"")]
    private static partial Regex Links();

    // Ids, dates and numbers: pages that differ in them only are of one kind.
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|\\d{4}-Q\\d|\\d+|(?<==)[^&]+")]
    private static partial Regex Varying();

    [GeneratedRegex("<svg\\b.*?</svg>|<span class=\"(visually-hidden|sub|optional)[^\"]*\">.*?</span>", RegexOptions.Singleline)]
    private static partial Regex HiddenParts();

    // Looks ahead without taking, so that a button within the head of a row is found too.
    [GeneratedRegex("(?=<(a|button|h[1-4]|legend|label|summary|th|dt|option|strong|span(?= class=\"tile-label))\\b[^>]*>(.*?)</\\1>)", RegexOptions.Singleline)]
    private static partial Regex Named();
}
