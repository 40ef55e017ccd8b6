using Inkoop.Texts;

namespace Inkoop.Admin.Texts;

// How the members of this class come by their texts: from the resource files beside them, under class and member.
public static partial class Words
{
    private static readonly TextSource texts = TextSource.Of(typeof(Words).Assembly, typeof(Words).Namespace!);

    private static string Say(string key) => texts.Say(key);

    private static string Say(string key, params ReadOnlySpan<object?> arguments) => texts.Say(key, arguments);

    private static string Named(string kind, string code) => Named(kind, code, code);

    private static string Named(string kind, string code, string otherwise) => texts.Named(kind, code) ?? otherwise;
}
