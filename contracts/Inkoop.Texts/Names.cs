using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Texts;

/// <summary>
/// What the codes of the wire are called by people, on the pages and on the command line alike. The texts stand in Names.resx under the kind of the code and the code:
/// <c>ContractStatus.Signed</c>, <c>Rule.spending_cap</c>, <c>Unit.01</c>. A code more is a line more there.
/// </summary>
public static class Names
{
    private static readonly TextSource texts = TextSource.Of(typeof(Names).Assembly, typeof(Names).Namespace!);

    /// <summary>A text by its whole key.</summary>
    public static string Say(string key) => texts.Say(key);

    /// <summary>What a code of this kind is called; the code itself when it has no name.</summary>
    public static string Named(string kind, string code) => Named(kind, code, code);

    /// <summary>What a code of this kind is called; <paramref name="otherwise"/> when it has no name.</summary>
    public static string Named(string kind, string code, string otherwise) => texts.Named(kind, code) ?? otherwise;

    /// <summary>What a value that the wire enumerates is called; null when it has no name, as what was not specified has none.</summary>
    public static string? Of<T>(T code) where T : struct, Enum => texts.Named(typeof(T).Name, code.ToString());

    /// <summary>A funding model (bekostigingsmodel) by its case.</summary>
    public static string? Of(FundingArrangement.ModelOneofCase model) =>
        FundingArrangement.Descriptor.FindFieldByNumber((int)model) is { } field ? texts.Named("Model", field.Name) : null;

    /// <summary>Which kind of fact (vastgelegd feit) this is, by its name on the wire; empty when it is none.</summary>
    public static string KindOf(SettlementFact fact) => SettlementFact.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(fact)?.Name ?? "";

    /// <summary>A rule of rounding by its name in an explanation: tariff_cents.</summary>
    public static string Rounding(string rule) => Named("RoundingRule", string.Concat(rule.Split('_').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..])), rule);

    /// <summary>As it stands within a sentence or a cell: small, unless it begins with an abbreviation.</summary>
    public static string Within(string text) => text is [var first, var second, ..] && !char.IsUpper(second) ? char.ToLowerInvariant(first) + text[1..] : text;
}
