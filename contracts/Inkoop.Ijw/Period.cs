namespace Inkoop.Ijw;

/// <summary>GeslotenPeriode: whole days, both counted.</summary>
public readonly record struct Period(DateOnly From, DateOnly Until)
{
    public static Period Year(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    public int Days => Until.DayNumber - From.DayNumber + 1;

    public bool Holds(DateOnly day) => From <= day && day <= Until;
}
