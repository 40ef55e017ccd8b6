using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using ExcelDataReader;

namespace Inkoop.Cli.Files;

/// <summary>A row of a file and the line or sheet row where it stands.</summary>
internal sealed record TableRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>The cell's text; empty when the row is shorter or the column is not there.</summary>
    public string At(int column) => column >= 0 && column < Cells.Count ? Cells[column] : "";
}

/// <summary>
/// A table as people have it: CSV with commas, semicolons or tabs, with or without byte order mark, UTF-8 or what Excel
/// writes on a Dutch machine (Windows-1252), or the first sheet of a workbook that people see. The first row holds the headers.
/// </summary>
internal sealed partial record TableFile(string Name, IReadOnlyList<string> Headers, IReadOnlyList<TableRow> Rows)
{
    private const int LargestFile = 25 * 1024 * 1024;

    /// <exception cref="Problem">The file is not there, is too large, cannot be read or has no rows.</exception>
    public static TableFile Read(string path)
    {
        var bytes = InputFile.Read(path, LargestFile);
        var name = Path.GetFileName(path);
        var rows = IsWorkbook(bytes) ? ReadWorkbook(name, bytes) : ReadCsv(name, Decode(bytes));
        // Excel keeps rows that were emptied: they are not rows.
        rows.RemoveAll(row => row.Cells.All(string.IsNullOrEmpty));
        if (rows.Count == 0)
            throw new Problem("file_empty", $"{name} is leeg.", "De eerste rij bevat de kolomnamen.");
        return new TableFile(name, [.. rows[0].Cells.Select(cell => cell.Trim().ToLowerInvariant())], rows[1..]);
    }

    /// <summary>Where each named column stands, -1 for an optional one that is absent.</summary>
    /// <exception cref="Problem">A column is missing, unknown or there twice: all of it in one sentence.</exception>
    public IReadOnlyDictionary<string, int> Columns(IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        var headers = Headers.ToList();
        while (headers.Count > 0 && headers[^1].Length == 0)
            headers.RemoveAt(headers.Count - 1);
        var known = required.Concat(optional).ToList();
        var faults = new List<string>();
        if (required.Except(headers).ToList() is { Count: > 0 } missing)
            faults.Add($"{(missing.Count == 1 ? "kolom ontbreekt" : "kolommen ontbreken")}: {string.Join(", ", missing)}");
        if (headers.Except(known).ToList() is { Count: > 0 } unknown)
            faults.Add($"onbekend: {string.Join(", ", unknown.Select(header => header.Length == 0 ? "(leeg)" : header))}");
        if (headers.GroupBy(header => header).Where(group => group.Count() > 1 && known.Contains(group.Key)).Select(group => group.Key).ToList() is { Count: > 0 } twice)
            faults.Add($"staat er twee keer: {string.Join(", ", twice)}");
        if (faults.Count > 0)
        {
            throw new Problem("header_wrong", $"De kolomnamen van {Name} kloppen niet: {string.Join("; ", faults)}.",
                $"De eerste rij moet zijn: {string.Join(";", required)}{(optional.Count > 0 ? $" en naar keuze {string.Join(";", optional)}" : "")}.");
        }

        return known.ToDictionary(header => header, headers.IndexOf);
    }

    private static bool IsWorkbook(byte[] bytes) =>
        bytes.AsSpan().StartsWith("PK\u0003\u0004"u8) || bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);

    private static string Decode(byte[] bytes)
    {
        try
        {
            using var reader = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }

    private static List<TableRow> ReadCsv(string name, string text)
    {
        var options = new CsvReaderOptions
        {
            Separator = SeparatorOf(text),
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = 64 * 1024,
            IncludeValuesInExceptions = false,
        };
        var rows = new List<TableRow>();
        try
        {
            using var reader = CsvReader.FromText(text, options);
            while (reader.Read())
                rows.Add(new TableRow((int)reader.LineNumber, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]));
        }
        catch (CsvFormatException exception)
        {
            throw new Problem("csv_invalid", $"{name}: regel {exception.LineNumber} is geen geldige CSV: een aanhalingsteken staat verkeerd.", "Zet een cel met aanhalingstekens helemaal tussen aanhalingstekens en verdubbel die erin.");
        }

        return rows;
    }

    /// <summary>The separator that the header row has most of.</summary>
    private static char SeparatorOf(string text)
    {
        var header = text.AsSpan().TrimStart("\r\n");
        var end = header.IndexOfAny('\r', '\n');
        header = end < 0 ? header : header[..end];
        var (best, most) = (',', 0);
        foreach (var candidate in ",;\t")
        {
            var count = header.Count(candidate);
            if (count > most)
                (best, most) = (candidate, count);
        }

        return best;
    }

    private static List<TableRow> ReadWorkbook(string name, byte[] bytes)
    {
        // Old workbooks name code pages that .NET does not carry by itself.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(bytes));
            // What a person does not see is not what they mean to send.
            while (reader.VisibleState is not ("visible" or ""))
            {
                if (!reader.NextResult())
                    throw new Problem("no_visible_sheet", $"{name} heeft geen zichtbaar werkblad.", "Maak het werkblad met de rijen zichtbaar en sla het bestand opnieuw op.");
            }

            var rows = new List<TableRow>();
            for (var number = 1; reader.Read(); number++)
            {
                var row = number;
                rows.Add(new TableRow(row, [.. Enumerable.Range(0, reader.FieldCount).Select(column => CellText(name, reader.GetValue(column), reader.GetNumberFormatString(column), row, column))]));
            }
            return rows;
        }
        catch (Exception exception) when (exception is ExcelDataReader.Exceptions.ExcelReaderException or InvalidDataException or System.Xml.XmlException)
        {
            throw new Problem("workbook_invalid", $"{name} is geen leesbare Excel-map.", "Sla het bestand opnieuw op als .xlsx of als CSV.");
        }
    }

    /// <summary>A number that is shown as another than it is would be sent unseen: 100% is stored as 1, and 12 thousand may stand for 12000.</summary>
    private static string CellText(string name, object? value, string? format, int row, int column)
    {
        if (value is not (double or int or decimal) || format is null || !ShowsAnother(format))
            return CellText(value);
        throw new Problem("cell_shown_otherwise", $"{name}: cel {ColumnName(column)}{row} toont een ander getal dan erin staat ({CellText(value)}, opgemaakt als {format}).",
            "Zet de getalnotatie van de cel op Standaard en vul het aantal in.");
    }

    /// <summary>A percentage, or a scale by commas after the last digit; texts in quotes are only texts.</summary>
    private static bool ShowsAnother(string format)
    {
        var plain = Quoted().Replace(format, "");
        return plain.Contains('%', StringComparison.Ordinal) || Scaled().IsMatch(plain);
    }

    /// <summary>A, B, ... Z, AA: as spreadsheets name columns; the first is 0.</summary>
    private static string ColumnName(int column) => (column >= 26 ? ColumnName(column / 26 - 1) : "") + (char)('A' + column % 26);

    [GeneratedRegex("\"[^\"]*\"|\\\\.")]
    private static partial Regex Quoted();

    [GeneratedRegex("[0#?],+(?![0#?,])")]
    private static partial Regex Scaled();

    private static string CellText(object? value) => value switch
    {
        null => "",
        string text => text.Trim(),
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => ((long)number).ToString(CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
