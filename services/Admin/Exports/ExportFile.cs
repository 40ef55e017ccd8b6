using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Inkoop.Admin.Exports;

public enum CellKind { Text, Whole, Cents, Decimal, Share, Date }

public sealed record ExportColumn(string Title, CellKind Kind = CellKind.Text);

/// <summary>A list as a file. Cells as on the wire: text, whole numbers and cents as long, decimals and shares as their strings, dates as yyyy-MM-dd.</summary>
public sealed record ExportTable(string Name, IReadOnlyList<ExportColumn> Columns, IAsyncEnumerable<object?[]> Rows);

/// <summary>Writes a table as CSV as Dutch spreadsheets open it (semicolons, decimal comma, UTF-8 with a mark) or as XLSX with typed cells.</summary>
public static class ExportFile
{
    public static async Task WriteCsvAsync(ExportTable table, Stream target, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 32 * 1024, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(';', table.Columns.Select(column => Text(column.Title))).AsMemory(), cancel);
        await foreach (var row in table.Rows.WithCancellation(cancel))
            await writer.WriteLineAsync(string.Join(';', row.Select((cell, i) => CsvCell(cell, table.Columns[i].Kind))).AsMemory(), cancel);
    }

    private static string CsvCell(object? cell, CellKind kind) => kind switch
    {
        CellKind.Cents when cell is long cents => Show.TypedCents(cents),
        CellKind.Whole when cell is long or int => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
        CellKind.Decimal or CellKind.Share when cell is string text && IsNumber(text) => Show.Typed(text),
        // Whatever is no number of its kind came from somebody, and is written as a text.
        _ => Text(Convert.ToString(cell, CultureInfo.InvariantCulture) ?? ""),
    };

    private static bool IsNumber(string text) => !text.StartsWith('+') && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    /// <summary>The one way in which a text reaches a file, whether of a cell or of the head of a column.</summary>
    private static string Text(string text) => Quote(Harmless(Plain(text)));

    /// <summary>Without the characters that XML cannot carry; the mark for an unreadable character stands in their place.</summary>
    internal static string Plain(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                plain.Append(text[i]).Append(text[++i]);
            else
                plain.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        return plain.ToString();
    }

    /// <summary>A text that a spreadsheet would run as a formula gets an apostrophe before it.</summary>
    internal static string Harmless(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' ? "'" + text : text;

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(";\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>Row by row, so that a list of a hundred thousand rows never stands in memory whole; <paramref name="target"/> must be seekable.</summary>
    public static async Task WriteXlsxAsync(ExportTable table, Stream target, CancellationToken cancel)
    {
        using var document = SpreadsheetDocument.Create(target, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles();
        var sheet = book.AddNewPart<WorksheetPart>("sheet1");
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteElement(new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
            writer.WriteElement(new Columns(table.Columns.Select((column, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = column.Kind == CellKind.Text ? 28 : 16, CustomWidth = true })));
            writer.WriteStartElement(new SheetData());
            writer.WriteElement(new Row(table.Columns.Select(column => TextCell(column.Title, style: 1))));
            await foreach (var row in table.Rows.WithCancellation(cancel))
                writer.WriteElement(new Row(row.Select((cell, i) => XlsxCell(cell, table.Columns[i].Kind))));
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        book.Workbook = new Workbook(new Sheets(new Sheet { Name = table.Name[..Math.Min(31, table.Name.Length)], SheetId = 1, Id = "sheet1" }));
    }

    private static Cell XlsxCell(object? cell, CellKind kind)
    {
        var text = Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";
        if (text.Length == 0)
            return new Cell();
        return kind switch
        {
            CellKind.Whole when cell is long or int => NumberCell(text, 2),
            CellKind.Cents when cell is long cents => NumberCell((cents / 100m).ToString(CultureInfo.InvariantCulture), 3),
            CellKind.Decimal when IsNumber(text) => NumberCell(text, 0),
            CellKind.Share when IsNumber(text) => NumberCell(text, 4),
            CellKind.Date when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
                NumberCell((day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture), 5),
            _ => TextCell(text, 0),
        };
    }

    private static Cell NumberCell(string text, uint style) => new() { CellValue = new CellValue(text), DataType = CellValues.Number, StyleIndex = style };

    private static Cell TextCell(string text, uint style) =>
        new() { InlineString = new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(Plain(text)) { Space = SpaceProcessingModeValues.Preserve }), DataType = CellValues.InlineString, StyleIndex = style };

    /// <summary>0 plain, 1 heading, 2 whole, 3 euro, 4 percentage, 5 date.</summary>
    private static Stylesheet Styles()
    {
        CellFormat Format(uint number, uint font = 0) => new() { NumberFormatId = number, FontId = font, FillId = 0, BorderId = 0, ApplyNumberFormat = true };
        return new Stylesheet(
            new NumberingFormats(
                new NumberingFormat { NumberFormatId = 164, FormatCode = "\"€\" #,##0.00" },
                new NumberingFormat { NumberFormatId = 165, FormatCode = "0.0%" },
                new NumberingFormat { NumberFormatId = 166, FormatCode = "dd-mm-yyyy" }),
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(Format(0), Format(0, font: 1), Format(3), Format(164), Format(165), Format(166)));
    }
}
