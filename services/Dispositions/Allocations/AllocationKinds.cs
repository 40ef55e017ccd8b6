namespace Inkoop.Dispositions.Allocations;

/// <summary>What an allocation (toewijzing) gives: one product, any product of a category, or crisis help.</summary>
public static class AllocationKinds
{
    /// <summary>Specifiek: one product code.</summary>
    public const string Specific = "specific";

    /// <summary>Aspecifiek: a whole category; the provider chooses among the products of its contract.</summary>
    public const string Unspecific = "unspecific";

    /// <summary>Crisis help, with or without a product code.</summary>
    public const string Crisis = "crisis";

    /// <summary>ProductCategorie 46, jeugdhulp crisis (JZ020).</summary>
    public const string CrisisCategory = "46";

    /// <param name="category">ProductCategorie (JZ020).</param>
    /// <param name="code">ProductCode; empty: the whole category.</param>
    public static string Of(string category, string code) =>
        category == CrisisCategory ? Crisis : code.Length == 0 ? Unspecific : Specific;
}
