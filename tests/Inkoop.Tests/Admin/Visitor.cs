using System.Net;
using System.Text.RegularExpressions;

namespace Inkoop.Tests.Admin;

/// <summary>A browser without script: keeps cookies, follows no redirects, fills in forms as they stand on the page.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClient http;

    public Visitor(Uri pages) =>
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = pages };

    public sealed record Page(HttpStatusCode Status, string Html, string Location, HttpResponseMessage Response)
    {
        /// <summary>Where this page stands.</summary>
        public string Path => Response.RequestMessage!.RequestUri!.PathAndQuery;
    }

    public async Task<Visitor> SignInAsync(string role, string provider = "", string municipality = "")
    {
        await StartSessionAsync(new Dictionary<string, string> { ["role"] = role, ["provider"] = provider, ["municipality"] = municipality });
        return this;
    }

    /// <summary>To the authority, through its sign-in page, and back; answers with the page that brought the session.</summary>
    public async Task<Page> StartSessionAsync(IReadOnlyDictionary<string, string> fields)
    {
        var page = await FollowAsync(await GetAsync("/aanmelden"));
        var answer = await SubmitAsync(page.Path, page.Html, "aanmelden", fields);
        for (var step = 0; step < 5 && answer.Status == HttpStatusCode.Found; step++)
        {
            if (answer.Response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("inkoop-sessie=", StringComparison.Ordinal)))
                return answer;
            answer = await GetAsync(answer.Location);
        }

        throw new InvalidOperationException($"Sign-in as {fields["role"]} answered {answer.Status} at {answer.Path}: {answer.Html}");
    }

    /// <summary>Goes where the answer sends one, until there is a page.</summary>
    public async Task<Page> FollowAsync(Page page)
    {
        for (var step = 0; step < 6 && page.Status == HttpStatusCode.Found; step++)
            page = await GetAsync(page.Location);
        return page;
    }

    public async Task<Page> GetAsync(string path) => await ReadAsync(await http.GetAsync(new Uri(path, UriKind.Relative)));

    /// <summary>The form whose handler is <paramref name="name"/>, as it stands in <paramref name="html"/>, with some fields changed.</summary>
    public Task<Page> SubmitAsync(string path, string html, string name, IReadOnlyDictionary<string, string> changed)
    {
        var form = Forms().Matches(html).Select(match => match.Value).FirstOrDefault(form => form.Contains($"name=\"_handler\" value=\"{name}\"", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"There is no form {name} on {path}.");
        var fields = FieldsOf(form);
        foreach (var (field, value) in changed)
            fields[field] = value;
        return PostAsync(path, fields);
    }

    public async Task<Page> PostAsync(string path, IReadOnlyDictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await ReadAsync(await http.PostAsync(new Uri(path, UriKind.Relative), content));
    }

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content) => http.PostAsync(new Uri(path, UriKind.Relative), content);

    /// <summary>What a browser would send of a form: hidden fields, texts, choices.</summary>
    public static Dictionary<string, string> FieldsOf(string form)
    {
        var fields = new Dictionary<string, string>();
        foreach (var input in Inputs().Matches(form).Select(match => match.Value))
        {
            var type = Attribute(input, "type") ?? "text";
            if (Attribute(input, "name") is { } name && (type is not ("radio" or "checkbox") || input.Contains(" checked", StringComparison.Ordinal)))
                fields[name] = Attribute(input, "value") ?? "";
        }
        foreach (Match choice in Selects().Matches(form))
        {
            var options = Options().Matches(choice.Value).Select(match => match.Value).ToList();
            var chosen = options.FirstOrDefault(option => option.Contains(" selected", StringComparison.Ordinal)) ?? options.FirstOrDefault();
            if (Attribute(choice.Value, "name") is { } name && chosen is not null)
                fields[name] = Attribute(chosen, "value") ?? "";
        }
        return fields;
    }

    public static string Text(string html) => WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(html, " "), " "));

    public void Dispose() => http.Dispose();

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    private static async Task<Page> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location is { } to ? to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString : "", response);

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Inputs();

    [GeneratedRegex("<select\\b.*?</select>", RegexOptions.Singleline)]
    private static partial Regex Selects();

    [GeneratedRegex("<option\\b[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Options();

    [GeneratedRegex("<(script|style)\\b.*?</\\1>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
