using System.Diagnostics.Metrics;
using Inkoop.Platform.Hosting;

namespace Inkoop.Dispositions;

/// <summary>What this service counts; meanings in docs/telemetry.md.</summary>
internal static class Counters
{
    public static Counter<long> MessagesJudged { get; } =
        Instruments.Meter.CreateCounter<long>("inkoop.messages.judged", "{message}", "iJw messages judged and answered, by kind.");

    public static Counter<long> LinesBooked { get; } =
        Instruments.Meter.CreateCounter<long>("inkoop.lines.booked", "{line}", "Declared lines judged and booked, by outcome.");
}
