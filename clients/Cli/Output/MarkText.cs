using System.Globalization;
using Inkoop.Texts;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Cli.Output;

/// <summary>Figures of a lot in a review (stand per perceel), in words beside their names.</summary>
internal static class MarkText
{
    public static string Name(Mark mark) => Names.Within(Names.Named("Mark", mark.Name));

    public static string Value(Mark mark) => mark switch
    {
        { Suppressed: true } => "< 10",
        { Name: "signal_reached" } => Names.Within(Names.Say(mark.Value == 1 ? "MarkValue.Reached" : "MarkValue.NotReached")),
        { Name: "valve_open" } => Names.Within(Names.Say(mark.Value == 1 ? "MarkValue.Open" : "MarkValue.Closed")),
        _ when mark.Name.EndsWith("_cents", StringComparison.Ordinal) => Show.Euro(mark.Value),
        _ when mark.Name.EndsWith("_share", StringComparison.Ordinal) => Show.Percentage((mark.Value / 100_000_000m).ToString(CultureInfo.InvariantCulture)),
        _ => Show.Number(mark.Value),
    };
}
