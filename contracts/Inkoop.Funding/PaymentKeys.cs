namespace Inkoop.Funding;

/// <summary>What an amount is paid under (<see cref="Payable.Key"/>): its kind, then what it is of.</summary>
public static class PaymentKeys
{
    /// <summary>The kinds that name what is about one client: a line, a stay, a measure, a trajectory, and what was agreed on one of them.</summary>
    public static IReadOnlyList<string> KindsOfOneClient { get; } = ["line", "stay", "measure", "trajectory", "correction"];

    /// <summary>The key for whoever does not work with clients: of what is about one client its kind alone.</summary>
    public static string WithoutClient(string key) => KindsOfOneClient.FirstOrDefault(kind => key.StartsWith(kind + "/", StringComparison.Ordinal)) ?? key;
}
