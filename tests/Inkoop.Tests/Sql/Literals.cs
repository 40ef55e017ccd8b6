using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;

namespace Inkoop.Tests.Sql;

/// <summary>A string in the compiled code, with the outermost type that uses it.</summary>
internal sealed record Literal(Assembly Assembly, string Owner, string Text)
{
    public string Service => Assembly.GetName().Name!["Inkoop.".Length..].ToLowerInvariant();
}

/// <summary>Every string that the code loads and that reads like SQL, found in the compiled methods: what is composed of constants stands there whole.</summary>
internal static partial class Literals
{
    private static readonly Dictionary<short, OpCode> opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static IEnumerable<Literal> SqlOf(Assembly assembly) =>
        assembly.GetTypes().SelectMany(type => MethodsOf(type).SelectMany(StringsOf).Select(text => new Literal(assembly, Outermost(type).Name, text))).Where(literal => ReadsLikeSql(literal.Text)).Distinct();

    /// <summary>Keywords are written in capitals here, and no sentence to a person is.</summary>
    public static bool ReadsLikeSql(string text) => SqlPattern().IsMatch(text);

    public static bool OpensLikeAStatement(string text) => StatementPattern().IsMatch(text);

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<MethodBase> MethodsOf(Type type)
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        return [.. type.GetMethods(own), .. type.GetConstructors(own)];
    }

    private static IEnumerable<string> StringsOf(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            yield break;
        for (var at = 0; at < code.Length;)
        {
            short value = code[at++];
            if (value == 0xFE)
                value = (short)(0xFE00 | code[at++]);
            var opCode = opCodes[value];
            if (opCode == OpCodes.Ldstr)
                yield return method.Module.ResolveString(BitConverter.ToInt32(code, at));
            at += opCode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    [GeneratedRegex(@"\b(SELECT|INSERT INTO|DELETE FROM|FROM|WHERE|ORDER BY|GROUP BY|JOIN|EXISTS|BETWEEN|LIKE|OFFSET|LIMIT|VACUUM|PRAGMA|CREATE TABLE|ALTER TABLE)\b|\bUPDATE \w+|^\s*(AND|OR)\s|\bIN @|[=<>]\s*@\w")]
    private static partial Regex SqlPattern();

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|MERGE|CREATE|ALTER|DROP|IF|DECLARE|SET|EXEC|PRAGMA|VACUUM)\b")]
    private static partial Regex StatementPattern();
}
