using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Wire;

namespace Inkoop.Cli.Commands;

/// <summary>The period and the moment that every question about a settlement names.</summary>
internal sealed class SettlementOptions
{
    private readonly Option<string> from = new("--from") { Description = "Eerste dag van een maand (jjjj-mm-dd).", HelpName = "DATUM" };
    private readonly Option<string> until = new("--until") { Description = "Laatste dag van een maand (jjjj-mm-dd).", HelpName = "DATUM" };
    private readonly Option<int> year = GlobalOptions.Number("--year", "Een heel jaar (standaard dit jaar).", 2015, 2999);
    private readonly Option<string> asOf = new("--as-of") { Description = "Wat toen bekend was: een dag (tot het einde ervan) of een moment zoals 2026-04-01T12:00:00Z.", HelpName = "MOMENT" };

    public void AddTo(Command command)
    {
        command.Options.Add(from);
        command.Options.Add(until);
        command.Options.Add(year);
        command.Options.Add(asOf);
        command.Validators.Add(result =>
        {
            var halves = new[] { from, until }.Count(option => result.GetValue(option) is not null);
            if (halves == 1 || (halves == 2 && result.GetValue(year) != 0))
                result.AddError("Geef --from en --until samen, of alleen --year.");
            if (result.GetValue(asOf) is { } text && Read(text) is null)
                result.AddError("De optie --as-of is een dag (jjjj-mm-dd) of een moment zoals 2026-04-01T12:00:00Z.");
        });
    }

    public (string From, string Until) Period(ParseResult parsed, TimeProvider clock)
    {
        var wanted = parsed.GetValue(year) is > 0 and var given ? given : DutchDay.Today(clock).Year;
        return (parsed.GetValue(from) ?? string.Create(CultureInfo.InvariantCulture, $"{wanted}-01-01"), parsed.GetValue(until) ?? string.Create(CultureInfo.InvariantCulture, $"{wanted}-12-31"));
    }

    public Timestamp? AsOf(ParseResult parsed) => parsed.GetValue(asOf) is { } text ? Read(text)?.ToTimestamp() : null;

    /// <summary>A day means until it was over in the Netherlands, wherever this computer stands; a moment without an offset is Dutch time too.</summary>
    internal static DateTimeOffset? Read(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day < DateOnly.MaxValue && day.Year > 1 ? DutchDay.EndOf(day) : null;
        if (!text.Contains('T', StringComparison.Ordinal))
            return null;
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var moment) && moment.Year is > 1 and < 9999
            ? moment.Kind == DateTimeKind.Utc ? new DateTimeOffset(moment) : DutchDay.At(moment)
            : null;
    }
}
