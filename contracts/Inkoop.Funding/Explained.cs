using System.Numerics;

namespace Inkoop.Funding;

/// <summary>How an unrounded value became whole cents.</summary>
public enum RoundingStep
{
    /// <summary>It was whole already.</summary>
    None,
    /// <summary>Once, half away from zero.</summary>
    HalfAwayFromZero,
    /// <summary>Together with its neighbours, so that they add up (grootste rest).</summary>
    LargestRemainder,
    /// <summary>Likewise, but not all neighbours are payable yet: the parts of one price.</summary>
    SharedOut,
}

/// <summary>One thing that an amount was made from: a number or a word, with the event that brought it when a fact did.</summary>
public sealed record ExplainedInput(string Name, Fraction? Number, string? Text = null, Guid? EventId = null)
{
    public string Value => Number?.ToString() ?? Text ?? "";
}

/// <summary>An amount and why it is that: the rule with its source, its inputs, the value before rounding, the step, and the parts that it is the sum of.
/// Every node is in whole cents and the sum of its children; <see cref="ExplainedCheck"/> says whether that is so.</summary>
public sealed record Explained
{
    /// <summary>Dutch, for people.</summary>
    public required string Title { get; init; }
    /// <summary>Stable name: one of <see cref="PayRules"/>.</summary>
    public required string Rule { get; init; }
    /// <summary>The article or message rule that says so.</summary>
    public string Source { get; init; } = "";
    public IReadOnlyList<ExplainedInput> Inputs { get; init; } = [];
    /// <summary>Cents, exact.</summary>
    public Fraction Unrounded { get; init; }
    public RoundingStep Rounding { get; init; }
    public long Cents { get; init; }
    public IReadOnlyList<Explained> Children { get => children ??= later!(); init => children = value; }
    /// <summary>Decides between equal remainders, such as the municipality code.</summary>
    public string Key { get; init; } = "";
    /// <summary>What this amount is paid and disputed under (<see cref="Payable.Key"/>) and by which municipality; empty when it is not paid by itself.</summary>
    public string PayableKey { get; init; } = "";
    public string PayableMunicipality { get; init; } = "";
    /// <summary>About one client (jeugdige): a line, a stay, a measure, a trajectory.</summary>
    public bool OfOneClient { get; init; }

    // Whoever only pays never asks for the reasons of a hundred thousand lines.
    private IReadOnlyList<Explained>? children = [];
    private Func<IReadOnlyList<Explained>>? later;

    /// <summary>This amount, as what is paid under <paramref name="payable"/>.</summary>
    public Explained PaidAs(Payable payable) => this with { PayableKey = payable.Key, PayableMunicipality = payable.MunicipalityCode };

    /// <summary>This amount for whoever does not work with clients (Regeling Jeugdwet 6b): what is about one client each is added up by municipality.</summary>
    public Explained WithoutClients() => children is { Count: 0 } ? this : this with { children = null, later = () => AddedUp(Children) };

    private static List<Explained> AddedUp(IReadOnlyList<Explained> parts) =>
    [
        .. parts.Where(part => !part.OfOneClient).Select(part => part.WithoutClients()),
        .. parts.Where(part => part.OfOneClient).GroupBy(part => part.PayableMunicipality).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Leaf(
            group.Key.Length == 0 ? "Jeugdigen samen" : $"Gemeente {group.Key}, jeugdigen samen",
            PayRules.RowsOfClients,
            "Regeling Jeugdwet 6b",
            new ExplainedInput("amount_cents", group.Sum(part => part.Cents)))),
    ];

    /// <summary>An amount by itself: its rule over its inputs, rounded once.</summary>
    public static Explained Leaf(string title, string rule, string source, params IReadOnlyList<ExplainedInput> inputs)
    {
        var unrounded = PayRules.Compute(rule, inputs);
        return new Explained
        {
            Title = title,
            Rule = rule,
            Source = source,
            Inputs = inputs,
            Unrounded = unrounded,
            Rounding = unrounded.IsWhole ? RoundingStep.None : RoundingStep.HalfAwayFromZero,
            Cents = unrounded.ToCents(),
        };
    }

    /// <summary>The sum of amounts that were each rounded by themselves.</summary>
    public static Explained Sum(string title, IEnumerable<Explained> children, string source = "")
    {
        var parts = children.ToList();
        var cents = parts.Aggregate(BigInteger.Zero, (sum, child) => sum + child.Cents);
        return new Explained { Title = title, Rule = PayRules.Sum, Source = source, Children = parts, Unrounded = new Fraction(cents, 1), Cents = checked((long)cents) };
    }

    /// <summary>The sum of amounts that were each rounded by themselves, of which the total is known; the parts are made when somebody asks for them.</summary>
    public static Explained SumLater(string title, long cents, Func<IReadOnlyList<Explained>> parts) =>
        new() { Title = title, Rule = PayRules.Sum, Unrounded = new Fraction(cents, 1), Cents = cents, children = null, later = parts };

    /// <summary>The sum of unrounded parts, rounded once at the whole; the parts then get cents that add up to it.</summary>
    public static Explained RoundedOnce(string title, IEnumerable<Explained> children, string source = "")
    {
        var parts = children.ToList();
        var unrounded = parts.Aggregate(Fraction.Zero, (sum, child) => sum + child.Unrounded);
        var whole = new Explained { Title = title, Rule = PayRules.Sum, Source = source, Children = parts, Unrounded = unrounded };
        return Spread(whole, unrounded.ToCents()) with { Rounding = unrounded.IsWhole ? RoundingStep.None : RoundingStep.HalfAwayFromZero };
    }

    /// <summary>The same where others have parts of what was rounded: this one is <paramref name="cents"/> of it, less than a cent from its own sum.</summary>
    public static Explained RoundedTo(string title, long cents, IEnumerable<Explained> children, string source = "")
    {
        var own = RoundedOnce(title, children, source);
        return own.Cents == cents ? own : Spread(own, cents) with { Rounding = RoundingStep.SharedOut };
    }

    /// <summary>A node that is rounded together with its neighbours by <see cref="RoundedOnce"/>, and is itself made of parts.</summary>
    public static Explained Unspread(string title, string source, IEnumerable<Explained> children)
    {
        var parts = children.ToList();
        return new Explained { Title = title, Rule = PayRules.Sum, Source = source, Children = parts, Unrounded = parts.Aggregate(Fraction.Zero, (sum, child) => sum + child.Unrounded) };
    }

    public Guid? EventId => Inputs.FirstOrDefault(input => input.EventId is not null)?.EventId;

    private static Explained Spread(Explained node, long cents)
    {
        if (node.Children.Count == 0) return node with { Cents = cents, Rounding = RoundingStep.LargestRemainder };
        var keys = node.Children.Select((child, i) => child.Key.Length > 0 ? child.Key : i.ToString("D6", System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var parts = LargestRemainder.Round([.. node.Children.Select(child => child.Unrounded)], cents, keys);
        return node with { Cents = cents, Rounding = RoundingStep.LargestRemainder, Children = [.. node.Children.Select((child, i) => Spread(child, parts[i]))] };
    }
}
