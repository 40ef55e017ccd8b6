namespace Inkoop.Cli;

/// <summary>Something that this command itself cannot do: a code for programs, a sentence for people, and what to do next.</summary>
internal sealed class Problem(string code, string text, string hint = "") : Exception(text)
{
    public string Code { get; } = code;

    public string Hint { get; } = hint;
}
