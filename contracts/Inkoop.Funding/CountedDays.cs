using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>Which days of reported care count (dagen die tellen): for what is paid, for youths in care and for doubles alike. Care counts on the days from its start to
/// its stop that lie under its allocation (toewijzing), as the newest version of that has them, and that have come. Without a stop it runs until either ends.</summary>
public static class CountedDays
{
    /// <summary>The first and the last of them, <see cref="DateOnly.MaxValue"/> while nothing ends it; null when there are none.</summary>
    /// <param name="allocation">Its newest version; null while none was told.</param>
    /// <param name="today">The Dutch day of the moment that is asked about.</param>
    public static Period? Of(DateOnly startedOn, DateOnly? stoppedOn, AllocationVersion? allocation, DateOnly today)
    {
        if (allocation is { IsRemoved: true }) return null;
        var from = Dates.Latest(startedOn, allocation?.StartsOn ?? DateOnly.MinValue);
        var until = Dates.Earliest(stoppedOn ?? DateOnly.MaxValue, allocation?.EndsOn ?? DateOnly.MaxValue, today);
        return from <= until ? new Period(from, until) : null;
    }
}
