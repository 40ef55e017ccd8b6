using System.Net;
using System.Text.RegularExpressions;
using Inkoop.Indicators.Registry;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Admin;
using Inkoop.Tests.CommandLine;
using Inkoop.Wire.Providers.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Docs;

/// <summary>
/// Every kind of page and file that a role can reach by its links and buttons: each answers, is written for people, and offers nothing that
/// this role is refused.
/// </summary>
[Collection(nameof(DocumentedDemo))]
public sealed partial class EveryPageTests(DocumentedDemo demo)
{
    private const int PagesOfAKind = 3;

    public static TheoryData<string> Roles => new(Role.All.Except([Role.Service]));

    [Theory, MemberData(nameof(Roles))]
    public async Task everything_on_screen_answers_is_for_people_and_may_be_done(string role)
    {
        using var visitor = await new Visitor(demo.Pages).SignInAsync(role, role == Role.Provider ? await ProviderAsync() : "", role == Role.CouncilReader ? "0957" : "");
        var found = new List<string>();
        var (waiting, known, kinds) = (new Queue<string>(["/"]), new HashSet<string>(StringComparer.Ordinal) { "/" }, new Dictionary<string, int>());
        if (role is Role.ContractManager or Role.Provider)
            waiting.Enqueue(demo.ReviewInHand);
        while (waiting.TryDequeue(out var path))
        {
            var page = await visitor.GetAsync(path);
            if ((int)page.Status >= 400)
                found.Add($"{path}: status {(int)page.Status}");
            var media = page.Response.Content.Headers.ContentType?.MediaType;
            if (media == "text/html")
            {
                if (Regex.IsMatch(page.Html, "<(pre|code)\\b") && !path.StartsWith("/logboek", StringComparison.Ordinal) && !path.StartsWith("/werking", StringComparison.Ordinal))
                    found.Add($"{path}: program text");
                found.AddRange(Faults(ShownText.Of(page.Html)).Select(fault => $"{path}: {fault}"));
                found.AddRange(await RefusedAsync(visitor, page, path, kinds));
                foreach (var target in Targets(page.Html, path))
                {
                    var kind = Varying().Replace(target, "*");
                    if (kinds.GetValueOrDefault(kind) >= PagesOfAKind || !known.Add(target))
                        continue;
                    kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                    waiting.Enqueue(target);
                }
            }
            else if (media == "text/csv" && !CarriesKeys(path))
                found.AddRange(Faults(page.Html).Take(3).Select(fault => $"{path}: {fault}"));
        }

        kinds.Count.ShouldBeGreaterThan(role == Role.Operator ? 3 : 5);
        found.ShouldBeEmpty($"{found.Count} on {known.Count} pages");
    }

    /// <summary>Ids and keys stay: they are what the next command is given.</summary>
    [Fact]
    public void what_the_command_line_writes_is_for_people()
    {
        var written = demo.Runs.Where(run => !run.Key.Text.Contains("--json", StringComparison.Ordinal)).ToList();
        written.Count.ShouldBeGreaterThan(10);
        written.SelectMany(run => Faults(run.Value.Output).Where(fault => !fault.StartsWith("id ", StringComparison.Ordinal) && !fault.StartsWith("key ", StringComparison.Ordinal)).Select(fault => $"{run.Key.Text}: {fault}"))
            .ShouldBeEmpty();
    }

    // The codes of indicators are Dutch, and what providers write in their own files.
    private static IEnumerable<string> Faults(string text) =>
        ShownText.Faults(text).Where(fault => !BasicSet.Definitions.Any(indicator => fault.StartsWith($"code «{indicator.Code}»", StringComparison.Ordinal)));

    // The files of the log and of payments go to bookkeeping and to who audits: a key there finds the thing itself again.
    private static bool CarriesKeys(string path) => path.StartsWith("/export/logboek", StringComparison.Ordinal) || path.StartsWith("/export/betaalbestand", StringComparison.Ordinal);

    private async Task<string> ProviderAsync() =>
        // The provider whose contract the fixture paid and disputed has the most to see.
        (await demo.Client<ProviderService.ProviderServiceClient>(Role.ProcurementOfficer).GetProviderAsync(new GetProviderRequest { AgbCode = "94990002" })).Provider.ProviderId;

    // Links, and the questions of forms as they stand.
    private static IEnumerable<string> Targets(string html, string path)
    {
        foreach (Match link in Links().Matches(html))
            if (WebUtility.HtmlDecode(link.Groups[1].Value).Split('#')[0] is { Length: > 0 } target)
                yield return target.StartsWith('?') ? path.Split('?')[0] + target : target;
        foreach (Match form in Forms().Matches(html))
            if (form.Groups[1].Value.Contains("method=\"get\"", StringComparison.Ordinal))
            {
                var action = Regex.Match(form.Groups[1].Value, "action=\"([^\"]*)\"") is { Success: true } given ? WebUtility.HtmlDecode(given.Groups[1].Value).Split('?')[0] : path.Split('?')[0];
                yield return action + "?" + string.Join('&', Visitor.FieldsOf(form.Value).Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
            }
    }

    // Sent with a version that nothing has and without what was asked for, so that a form that this role may send is refused for its content.
    private static async Task<List<string>> RefusedAsync(Visitor visitor, Visitor.Page page, string path, Dictionary<string, int> kinds)
    {
        var refused = new List<string>();
        foreach (Match form in Forms().Matches(page.Html))
        {
            var fields = Visitor.FieldsOf(form.Value);
            // Building a projection anew and confirming a statement need no more than the button: PolicyWalk says who may.
            if (!fields.TryGetValue("_handler", out var handler) || handler.StartsWith("bouw-", StringComparison.Ordinal) || handler.StartsWith("bevestigen-", StringComparison.Ordinal) || handler.StartsWith("opnieuw-", StringComparison.Ordinal) || kinds.GetValueOrDefault("form " + handler) >= 2)
                continue;
            kinds["form " + handler] = kinds.GetValueOrDefault("form " + handler) + 1;
            foreach (var name in fields.Keys.Where(name => !name.StartsWith('_') && name != "request_id").ToList())
                fields[name] = name == "expected_version" ? "987654321" : "";
            fields["_op"] = "opslaan";
            var answer = await visitor.PostAsync(path, fields);
            if ((int)answer.Status is >= 400 and not (422 or 409))
                refused.Add($"{path}: form {handler}: status {(int)answer.Status}");
            if (answer.Status is HttpStatusCode.Found)
                refused.Add($"{path}: form {handler} was carried out though empty: {answer.Location}");
            refused.AddRange(Faults(ShownText.Of(answer.Html)).Select(fault => $"{path}: form {handler}: {fault}"));
        }
        return refused;
    }

    [GeneratedRegex("<a\\b[^>]*\\shref=\"((?:/|\\?)[^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("<form\\b([^>]*)>.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    // Ids, dates and numbers: pages that differ in them only are of one kind.
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|\\d{4}-Q\\d|\\d+|(?<==)[^&]+")]
    private static partial Regex Varying();
}
