using System.Globalization;
using Inkoop.Texts;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Admin.Texts;

public static partial class Words
{
    /// <summary>Figures of a lot in a review, by their stable names.</summary>
    public static class Figure
    {
        public static string Name(string mark) => Names.Named("Mark", mark);

        public static string Value(Mark mark) => mark switch
        {
            { Suppressed: true } => "< 10",
            { Name: "signal_reached" } => mark.Value == 1 ? Names.Say("MarkValue.Reached") : Names.Say("MarkValue.NotReached"),
            { Name: "valve_open" } => mark.Value == 1 ? Names.Say("MarkValue.Open") : Names.Say("MarkValue.Closed"),
            _ when mark.Name.EndsWith("_cents", StringComparison.Ordinal) => Show.Money(mark.Value),
            _ when mark.Name.EndsWith("_share", StringComparison.Ordinal) => Show.Share((mark.Value / 100_000_000m).ToString(CultureInfo.InvariantCulture)),
            _ => Show.Count(mark.Value),
        };
    }
}
