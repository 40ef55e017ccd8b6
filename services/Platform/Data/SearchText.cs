using System.Globalization;
using System.Text;

namespace Inkoop.Platform.Data;

/// <summary>What a search compares with: lower case, without diacritics, so that "Één" is found by "een" on both engines.</summary>
public static class SearchText
{
    public static string Of(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (string.IsNullOrWhiteSpace(part)) continue;
            if (text.Length > 0) text.Append(' ');
            foreach (var letter in part.Trim().ToLowerInvariant().Normalize(NormalizationForm.FormD))
                if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark) text.Append(letter);
        }
        return text.ToString().Normalize();
    }
}
