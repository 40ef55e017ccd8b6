using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Inkoop.Tests.Sql;

/// <summary>
/// Holds texts against the tables of their service with Microsoft's own tools: each is parsed, looked at by <see cref="TextRules"/>, and
/// stands as a procedure in a model, so that every name in it must be found.
/// </summary>
internal static partial class Judge
{
    /// <summary>What SQL Server would say, each with the text that it is about.</summary>
    public static IReadOnlyList<string> Complaints(Schema schema, IReadOnlyList<SqlText> texts)
    {
        var complaints = new List<string>();
        var columns = schema.Columns;
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var declaration in schema.Declarations)
            model.AddObjects(declaration);
        for (var i = 0; i < texts.Count; i++)
        {
            var text = texts[i];
            var script = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text.Text), out var errors);
            if (errors.Count > 0)
            {
                complaints.Add(Say(text, $"line {errors[0].Line}: {errors[0].Message}"));
                continue;
            }

            var rules = new TextRules(script, columns, text.ParameterTypes);
            complaints.AddRange(rules.Complaints.Select(complaint => Say(text, complaint)));
            var parameters = rules.Parameters.Select(name => $"@{name} {TypeOf(name, text, rules)}");
            model.AddObjects($"CREATE PROCEDURE q{i} {string.Join(", ", parameters)} AS BEGIN\n{text.Text}\nEND");
        }

        foreach (var message in model.Validate())
        {
            complaints.Add(ProcedurePattern().Match(message.Message) is { Success: true } found
                ? Say(texts[int.Parse(found.Groups[1].Value)], message.Message)
                : $"{schema.Service}: {message.Message}");
        }

        return complaints;
    }

    private static string TypeOf(string parameter, SqlText text, TextRules rules) =>
        text.ParameterTypes.GetValueOrDefault(parameter) ?? rules.Inferred.GetValueOrDefault(parameter) ?? (parameter is "skip" or "take" ? "bigint" : "nvarchar(4000)");

    private static string Say(SqlText text, string complaint) => $"{text.Service} ({text.Origin}): {complaint}\n    {text.Text.ReplaceLineEndings("\n    ")}";

    [GeneratedRegex(@"\[q(\d+)\]")]
    private static partial Regex ProcedurePattern();
}
