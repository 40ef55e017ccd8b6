namespace Inkoop.Dispositions.Judging;

/// <summary>A start that was reported and not withdrawn.</summary>
public sealed record KnownStart(Guid StartId, DateOnly StartedOn);

/// <summary>A stop that was reported and not withdrawn; it belongs to the start of the same allocation on <see cref="StartedOn"/>.</summary>
public sealed record KnownStop(Guid StopId, DateOnly StartedOn, DateOnly StoppedOn, string Reason);

/// <summary>How care on one allocation stands, from what was reported and not withdrawn.</summary>
public sealed record CareState(DateOnly? StartedOn, DateOnly? StoppedOn, string? StopReason)
{
    /// <summary>The latest start and, where it was stopped, the stop with the last end date: a definitive stop may follow a temporary one.</summary>
    public static CareState Of(IReadOnlyCollection<KnownStart> starts, IReadOnlyCollection<KnownStop> stops)
    {
        if (starts.Count == 0)
            return new CareState(null, null, null);
        var started = starts.Max(start => start.StartedOn);
        var stop = stops.Where(stop => stop.StartedOn == started).OrderBy(stop => stop.StoppedOn).ThenBy(stop => stop.Reason != CareJudgement.Temporary).LastOrDefault();
        return new CareState(started, stop?.StoppedOn, stop?.Reason);
    }
}

/// <summary>
/// Which retour codes a start (JW305) or stop (JW307) earns, given what was reported before about the same allocation. A withdrawal
/// (StatusAanlevering 3) is only held against what it withdraws (TR063).
/// </summary>
public static class CareJudgement
{
    /// <summary>RedenBeeindiging 20: care stopped for a while.</summary>
    public const string Temporary = "20";

    private const string Withdraw = "3";

    /// <param name="linked">Whether the report names an allocation of this client, provider and municipality that was not removed (TR019).</param>
    public static IReadOnlyList<string> JudgeStart(bool linked, string status, DateOnly startedOn, IReadOnlyCollection<KnownStart> starts, IReadOnlyCollection<KnownStop> stops)
    {
        var same = starts.Any(start => start.StartedOn == startedOn);
        var stopped = stops.Any(stop => stop.StartedOn == startedOn);
        if (status == Withdraw)
        {
            if (!same)
                return ["9063"];
            return stopped ? ["9071"] : [];
        }

        if (!linked)
            return ["9019"];
        var codes = new List<string>();
        if (same)
            codes.Add("9074");
        if (starts.Any(start => stops.All(stop => stop.StartedOn != start.StartedOn)))
            codes.Add("9326");
        return codes;
    }

    /// <param name="linked">Whether the report names an allocation of this client, provider and municipality that was not removed (TR019).</param>
    public static IReadOnlyList<string> JudgeStop(
        bool linked, string status, DateOnly startedOn, DateOnly stoppedOn, string reason, IReadOnlyCollection<KnownStart> starts, IReadOnlyCollection<KnownStop> stops)
    {
        var ofStart = stops.Where(stop => stop.StartedOn == startedOn).ToList();
        var same = ofStart.Any(stop => stop.Reason == reason);
        if (status == Withdraw)
            return same ? [] : ["9063"];
        if (!linked)
            return ["9019"];

        var codes = new List<string>();
        if (starts.All(start => start.StartedOn != startedOn))
            codes.Add("9069");
        if (same)
            codes.Add("9074");
        if (same && reason == Temporary)
            codes.Add("9413");
        if (ofStart.Any(stop => stoppedOn < stop.StoppedOn))
            codes.Add("9414");
        if (ofStart.Any(stop => stop.Reason != Temporary))
            codes.Add("9415");
        return codes;
    }
}
