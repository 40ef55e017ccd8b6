using System.Globalization;
using System.Text;

namespace Inkoop.Reviews.Projections;

/// <summary>Text as it is searched: lower case and without accents, since the engines fold differently (SQLite knows only ASCII).</summary>
public static class SearchText
{
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (text.Length > 0)
                text.Append(' ');
            foreach (var c in part.Normalize(NormalizationForm.FormD))
            {
                if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                    text.Append(char.ToLowerInvariant(c));
            }
        }
        return text.ToString();
    }
}
