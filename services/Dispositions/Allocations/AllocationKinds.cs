using Inkoop.Wire.Dispositions.V1;

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

    /// <summary>ProductCategorie 55, landelijk ingekochte zorg (JZ020).</summary>
    public const string NationalCategory = "55";

    /// <param name="category">ProductCategorie (JZ020).</param>
    /// <param name="code">ProductCode; empty: the whole category.</param>
    public static string Of(string category, string code) =>
        category == CrisisCategory ? Crisis : code.Length == 0 ? Unspecific : Specific;

    public static AllocationKind ToWire(string kind) => kind switch
    {
        Specific => AllocationKind.Specific,
        Unspecific => AllocationKind.Unspecific,
        Crisis => AllocationKind.Crisis,
        _ => throw new InvalidOperationException($"No kind of allocation is called {kind}."),
    };

    /// <summary>As stored; empty for no kind in particular. Null for a number that this version does not know.</summary>
    public static string? Read(AllocationKind kind) => kind switch
    {
        AllocationKind.Unspecified => "",
        AllocationKind.Specific => Specific,
        AllocationKind.Unspecific => Unspecific,
        AllocationKind.Crisis => Crisis,
        _ => null,
    };
}
