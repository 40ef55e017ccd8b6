using System.Diagnostics.Metrics;
using Inkoop.Platform.Hosting;

namespace Inkoop.Money;

/// <summary>What this service counts; meanings in docs/telemetry.md.</summary>
internal static class Counters
{
    public static Counter<long> SettlementsRecomputed { get; } =
        Instruments.Meter.CreateCounter<long>("inkoop.settlements.recomputed", "{settlement}", "Lots settled from what is recorded, by funding model.");

    public static Counter<long> PaymentLines { get; } =
        Instruments.Meter.CreateCounter<long>("inkoop.payment.lines", "{line}", "Lines of proposed payment runs.");
}
