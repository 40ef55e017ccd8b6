using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Inkoop.Admin.Forms;

/// <summary>
/// The rows of a form as they were sent: numbered from 0 without gaps, in the order of their numbers. How many there are follows from what was sent and not
/// from the numbers in it: one field called <c>tariffs[9999].rate</c> is one row.
/// </summary>
public static partial class FormRows
{
    /// <summary>No form of ours is larger; what is sent beyond it is refused before anything is made of it.</summary>
    public const int MostFields = 4_000;

    /// <summary>Rows of one list.</summary>
    public const int MostRows = 500;

    /// <summary>For each name how it is called once rows are numbered without gaps; a name beyond <see cref="MostRows"/> is left out.</summary>
    public static IReadOnlyDictionary<string, string> Dense(IReadOnlyCollection<string> names)
    {
        var indexes = new Dictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        foreach (var name in names)
            foreach (Match row in Row().Matches(name))
                (indexes.TryGetValue(name[..row.Index], out var known) ? known : indexes[name[..row.Index]] = []).Add(Number(row));
        var places = indexes.ToDictionary(list => list.Key, list => list.Value.Select((number, place) => (number, place)).ToDictionary(pair => pair.number, pair => pair.place), StringComparer.Ordinal);

        var called = new Dictionary<string, string>(names.Count, StringComparer.Ordinal);
        foreach (var name in names)
            if (Renumbered(name, places) is { } path)
                called[name] = path;
        return called;
    }

    private static string? Renumbered(string name, Dictionary<string, Dictionary<int, int>> places)
    {
        var (path, done) = (new StringBuilder(name.Length), 0);
        foreach (Match row in Row().Matches(name))
        {
            var place = places[name[..row.Index]][Number(row)];
            if (place >= MostRows)
                return null;
            path.Append(name, done, row.Index - done).Append(CultureInfo.InvariantCulture, $"[{place}].");
            done = row.Index + row.Length;
        }
        return path.Append(name, done, name.Length - done).ToString();
    }

    private static int Number(Match row) => int.Parse(row.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[(\d{1,9})\]\.")]
    private static partial Regex Row();
}
