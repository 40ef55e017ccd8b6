namespace Inkoop.Agreements.Drafting;

/// <summary>Most of each that one contract takes; far above what is used, low enough to keep a version small.</summary>
public static class DraftLimits
{
    public const int Buyers = 500;
    public const int Budgets = 50;
    public const int Lots = 100;
    public const int Products = 2_000;
    public const int Tariffs = 200;
    public const int Agreements = 100;
    public const int Categories = 50;
    public const int Phases = 20;
    public const int Bands = 20;
    public const int Tiers = 50;
    public const int Caps = 100;
    public const int Keys = 5;
    public const int Weights = 5_000;
    /// <summary>Ten thousand million euro.</summary>
    public const long Cents = 1_000_000_000_000;
}
