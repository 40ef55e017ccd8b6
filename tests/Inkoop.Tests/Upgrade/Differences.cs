using System.Globalization;
using System.Text.Json.Nodes;

namespace Inkoop.Tests.Upgrade;

/// <summary>One value that is not what it was; empty where there was none, or is none now.</summary>
/// <param name="Path">Of the value in the answer; rows by what they are about instead of by position.</param>
public sealed record Difference(string Question, string Path, string Before, string After)
{
    public override string ToString() => $"{Question} | {Path} | {Before} | {After}";
}

/// <summary>Compares answers value by value. What fields and words are called by now, and which fields are new, stands here.</summary>
public static class Differences
{
    private static readonly Dictionary<(string Method, string Was), string> renamed = new()
    {
        [("GetYearStatement", "settledCents")] = "dueCents",
        [("ListSettlements", "producedCents")] = "settledCents",
    };

    private static readonly Dictionary<string, string> reworded = new()
    {
        ["Productie"] = "Afgerekend",
        ["Productie van het kwartaal"] = "Afgerekend in het kwartaal",
    };

    private static readonly HashSet<(string Method, string Field)> added =
    [
        ("GetSettlement", "settledCents"),
        ("GetSettlement", "provisional"),
        ("ListSettlements", "awardedCents"),
        ("ListSettlements", "expectedCents"),
        ("GetYearStatement", "approvedCents"),
        ("ListMunicipalityYears", "approvedCents"),
    ];

    // What a row is about: another row in between does not make it another.
    private static readonly Dictionary<string, string[]> keys = new()
    {
        ["parts"] = ["lotId", "productId", "municipalityCode", "month"],
        ["volumes"] = ["productId", "municipalityCode", "unit"],
        ["rows"] = ["contractNumber", "lotId", "municipalityCode"],
        ["lots"] = ["lotId"],
        ["history"] = ["quarter"],
        ["changes"] = ["what"],
        ["correctedLater"] = ["what"],
        ["municipalities"] = ["municipalityCode"],
        ["settlements"] = ["contractNumber"],
        ["reviews"] = ["contractNumber"],
    };

    public static IReadOnlyList<Difference> Between(Answer answer, JsonObject now)
    {
        var method = answer.Method.Split('/')[1];
        var before = Values(answer.Reply, "", name => renamed.GetValueOrDefault((method, name), name)).ToDictionary();
        var after = Values(AsBefore(answer.Reply, now), "", name => name).Where(value => !IsNew(method, value.Key)).ToDictionary();
        return
        [
            .. before.Keys.Union(after.Keys).Where(path => !IsOfTheMoment(path, answer))
                .Select(path => new Difference(answer.Question, path, before.GetValueOrDefault(path, ""), after.GetValueOrDefault(path, "")))
                .Where(difference => difference.Before != difference.After),
        ];
    }

    // Where lots stand was not told before.
    private static bool IsNew(string method, string path) => added.Contains((method, Field(path))) || path.StartsWith("review.lots[", StringComparison.Ordinal);

    // The moment of an answer is its own, unless it was asked for; the digest of a review that is not signed by both follows what it says.
    private static bool IsOfTheMoment(string path, Answer answer) => path switch
    {
        "asOf" or "settlement.asOf" => !answer.Request.ContainsKey("asOf"),
        "review.contentDigest" => answer.Reply["review"]?["frozen"] is null,
        _ => false,
    };

    /// <summary>Parts of a settlement in months that were not told before, added up over those months.</summary>
    private static JsonObject AsBefore(JsonObject before, JsonObject now)
    {
        if (before["settlement"] is null)
            return now;
        static string About(JsonNode part) => $"{part["lotId"]} {part["productId"]} {part["municipalityCode"]}";
        static IEnumerable<JsonObject> Parts(JsonObject answer) => answer["settlement"]!["parts"]?.AsArray().OfType<JsonObject>() ?? [];
        static long Sum(IEnumerable<JsonObject> same, string field) => same.Sum(part => long.Parse((string?)part[field] ?? "0", CultureInfo.InvariantCulture));
        var months = Parts(before).Where(part => part.ContainsKey("month")).Select(part => $"{About(part)} {part["month"]}").ToHashSet();
        var folded = new JsonArray();
        foreach (var same in Parts(now).GroupBy(part => $"{About(part)} {part["month"]}" is var month && months.Contains(month) ? month : About(part)))
        {
            var part = same.First().DeepClone().AsObject();
            foreach (var field in new[] { "volume", "amountCents", "lineCount" }.Where(field => Sum(same, field) != 0))
                part[field] = Sum(same, field).ToString(CultureInfo.InvariantCulture);
            if (!months.Contains(same.Key))
                part.Remove("month");
            folded.Add(part);
        }
        var folding = now.DeepClone().AsObject();
        folding["settlement"]!["parts"] = folded;
        return folding;
    }

    private static string Field(string path) => path[(path.LastIndexOf('.') + 1)..];

    /// <param name="shown">Fields that stand in the path already.</param>
    private static IEnumerable<KeyValuePair<string, string>> Values(JsonNode? node, string at, Func<string, string> named, params string[] shown) => node switch
    {
        JsonObject message => message.Where(field => !shown.Contains(field.Key))
            .SelectMany(field => Values(field.Value, at.Length == 0 ? named(field.Key) : $"{at}.{named(field.Key)}", named)),
        JsonArray list => Rows(list, keys.GetValueOrDefault(Field(at), []))
            .SelectMany(row => Values(row.Row, $"{at}[{row.Key}]", named, keys.GetValueOrDefault(Field(at), []))),
        _ => [new(at, Worded(node))],
    };

    private static IEnumerable<(string Key, JsonNode? Row)> Rows(JsonArray list, string[] about) => about.Length == 0
        ? list.Select((row, i) => (i.ToString(CultureInfo.InvariantCulture), row))
        : list.GroupBy(row => string.Join(' ', about.Select(name => Worded(row?[name])).Where(part => part.Length > 0)))
            .SelectMany(same => same.Select((row, i) => (i == 0 ? same.Key : $"{same.Key} #{i + 1}", row)));

    private static string Worded(JsonNode? value) => value?.ToString() is { } text ? reworded.GetValueOrDefault(text, text) : "";
}
