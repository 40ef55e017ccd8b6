using Inkoop.Demo.Plan;
using Microsoft.Extensions.Logging;

namespace Inkoop.Demo;

/// <summary>
/// Loads a demonstration region into services that run as processes of their own. They live in the present: what they stamp
/// themselves (recorded, allocated, signed) is of today, while every day that is said in a call is the region's.
/// </summary>
public static class DemoApart
{
    /// <param name="data">Folder in which it is kept how far the load came.</param>
    /// <param name="pages">The demo issuer.</param>
    /// <param name="say">Hears what is being loaded, in Dutch.</param>
    public static async Task LoadAsync(
        DemoRegion region, string data, Uri pages, IReadOnlyDictionary<string, Uri> services, Action<string> say, ILogger logger, CancellationToken cancellationToken)
    {
        using var backend = new DemoBackend(pages, service => services[service]);
        var clock = new DemoClock();
        await new DemoWalk(region, clock, new LoadProgress { Told = say }, data, apart: true, logger).GoAsync(backend, cancellationToken);
    }
}
