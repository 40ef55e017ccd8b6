namespace Inkoop.Demo.Plan;

/// <summary>A usual course of help: which product, how long, how much.</summary>
/// <param name="Weight">Clients come to it in proportion to this.</param>
/// <param name="LeastDays">Shortest duration of the care.</param>
/// <param name="MostDays">Longest duration.</param>
/// <param name="LeastAMonth">Volume a month in the product's unit.</param>
/// <param name="MostAMonth">Highest volume a month; 0 for what goes by the day or by the piece.</param>
/// <param name="Frequency">Frequentie of the allocation: 2 a week, 4 a month, 6 in total.</param>
/// <param name="Forced">Share in a forced frame (gedwongen kader).</param>
public sealed record CareProfile(
    Segment Segment, string Code, double Weight, int LeastDays, int MostDays, int LeastAMonth, int MostAMonth, int Frequency, double Forced)
{
    /// <summary>
    /// Weights and durations are chosen so that about one client in eight stays away from home or in day treatment and, as the plan of
    /// 2018 found (4.9.1), the dearest fifth of the clients causes four fifths of the cost, mostly by stay outside the home.
    /// </summary>
    public static IReadOnlyList<CareProfile> All { get; } =
    [
        new(Segment.Ambulant, "45A48", 33.0, 90, 400, 210, 540, 4, 0.03),
        new(Segment.Ambulant, "45A53", 9.0, 100, 400, 300, 660, 4, 0.08),
        new(Segment.Ambulant, "45A56", 4.0, 90, 300, 360, 720, 4, 0.12),
        new(Segment.MentalHealth, "54001", 21.0, 100, 420, 120, 360, 6, 0.01),
        new(Segment.MentalHealth, "54002", 6.5, 30, 90, 180, 420, 6, 0.01),
        new(Segment.MentalHealth, "54003", 4.5, 240, 400, 130, 200, 6, 0),
        new(Segment.DayTreatment, "41A03", 2.6, 180, 540, 8, 16, 2, 0.06),
        new(Segment.DayTreatment, "41A16", 1.5, 180, 540, 10, 18, 2, 0.10),
        new(Segment.FosterCare, "44B09", 3.6, 400, 1100, 0, 0, 2, 0.45),
        new(Segment.FosterCare, "44A08", 1.7, 400, 1100, 0, 0, 2, 0.45),
        new(Segment.FosterCare, "44A09", 1.5, 180, 500, 3, 7, 4, 0.03),
        new(Segment.Residential, "43A36", 2.4, 200, 640, 0, 0, 2, 0.35),
        new(Segment.Residential, "43A38", 1.7, 180, 600, 0, 0, 2, 0.35),
        new(Segment.Residential, "43A12", 0.3, 60, 190, 0, 0, 2, 1),
        new(Segment.Crisis, "46A03", 0.8, 14, 38, 0, 0, 2, 0.4),
        new(Segment.Crisis, "46A01", 1.0, 14, 42, 500, 900, 6, 0.3),
        new(Segment.Protection, "48B10", 1.2, 240, 730, 1, 1, 4, 1),
        new(Segment.Protection, "48B11", 0.4, 500, 1100, 1, 1, 4, 1),
        new(Segment.Protection, "47B10", 0.6, 120, 400, 1, 1, 4, 1),
        new(Segment.Support, "40A04", 1.0, 180, 500, 300, 720, 4, 0),
        new(Segment.Support, "42A03", 1.2, 180, 400, 12, 32, 4, 0),
        new(Segment.Trajectory, "50J01", 0.5, 180, 300, 1, 1, 6, 0.3),
    ];

    public static CareProfile Of(string code) => All.First(profile => profile.Code == code);
}
