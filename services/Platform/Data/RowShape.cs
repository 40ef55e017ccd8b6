using System.Collections.Concurrent;
using System.Reflection;
using System.Text;

namespace Inkoop.Platform.Data;

/// <summary>The columns of a row record: property names in snake_case, read once per type.</summary>
public static class RowShape
{
    private static readonly ConcurrentDictionary<Type, (string Column, PropertyInfo Property)[]> shapes = new();

    public static IReadOnlyList<(string Column, PropertyInfo Property)> Of(Type type) =>
        shapes.GetOrAdd(type, static t => [.. t.GetProperties().Select(property => (SnakeCase(property.Name), property))]);

    /// <summary>BudgetCents becomes budget_cents; RateE8 becomes rate_e8.</summary>
    public static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
