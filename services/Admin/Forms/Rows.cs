using System.Globalization;

namespace Inkoop.Admin.Forms;

/// <summary>The buttons that change the number of rows of a form: <c>voeg:list:field[=value]</c> and <c>verwijder:list:index</c>.</summary>
public static class Rows
{
    /// <summary>True when the button was one of these, so that nothing is sent.</summary>
    public static bool Apply(FormValues form, string pressed)
    {
        if (pressed.Split(':', 3) is not [var op, var list, var rest])
            return false;
        switch (op)
        {
            case "voeg" when form.Count(list) < FormRows.MostRows:
                var parts = rest.Split('=', 2);
                form.AddRow(list, parts[0], parts.Length == 2 ? parts[1] : "");
                return true;
            case "verwijder" when int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var index):
                form.RemoveRow(list, index);
                return true;
            default:
                return false;
        }
    }
}
