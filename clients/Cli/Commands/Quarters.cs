using Inkoop.Wire;

namespace Inkoop.Cli.Commands;

/// <summary>Quarters (kwartalen) as the wire writes them.</summary>
internal static class Quarters
{
    /// <summary>The last quarter that has ended, such as 2025-Q4 on any day of January to March 2026.</summary>
    public static string LastClosed(TimeProvider clock) => Quarter.Of(DutchDay.Today(clock)).Previous.ToString();
}
