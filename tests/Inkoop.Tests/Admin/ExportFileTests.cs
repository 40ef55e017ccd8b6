using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Inkoop.Admin.Exports;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

public sealed class ExportFileTests
{
    private static readonly ExportColumn[] columns = [new("Naam"), new("Bedrag", CellKind.Cents), new("Datum", CellKind.Date), new("Deel", CellKind.Share), new("Aantal", CellKind.Whole)];

    [Fact]
    public async Task a_text_that_would_run_as_a_formula_is_made_harmless()
    {
        var csv = await CsvAsync(["=HYPERLINK(\"http://x\")", 1L, "2026-01-01", "0.5", 2L]);
        csv.ShouldContain("\"'=HYPERLINK(\"\"http://x\"\")\"");
    }

    [Fact]
    public async Task csv_opens_in_a_dutch_spreadsheet()
    {
        var csv = await CsvAsync(["Zorg; \"Ünïcode\"", 123_456L, "2026-02-28", "0.1234", 7L]);
        csv.ShouldStartWith("\ufeffNaam;Bedrag;Datum;Deel;Aantal\r\n");
        csv.ShouldContain("\"Zorg; \"\"Ünïcode\"\"\";1234,56;2026-02-28;0,1234;7\r\n");
    }

    [Fact]
    public async Task xlsx_holds_numbers_as_numbers_and_is_valid()
    {
        using var stream = new MemoryStream();
        await ExportFile.WriteXlsxAsync(Table(["Zorg & Zo", 123_456L, "2026-02-28", "0.5", 7L]), stream, CancellationToken.None);
        stream.Position = 0;
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        new OpenXmlValidator().Validate(document).ShouldBeEmpty();
        var cells = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Last().Elements<Cell>().ToList();
        cells[0].InnerText.ShouldBe("Zorg & Zo");
        cells[1].CellValue!.Text.ShouldBe("1234.56");
        cells[2].CellValue!.Text.ShouldBe("46081");
        cells[3].DataType!.Value.ShouldBe(CellValues.Number);
    }

    /// <summary>Each cell and each head of a column, of whatever kind, filled with a text that a spreadsheet would run.</summary>
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+31612345678")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("＝1+1")]
    public async Task no_cell_or_head_starts_as_a_formula(string text)
    {
        var kinds = Enum.GetValues<CellKind>();
        var table = new ExportTable("Proef", [.. kinds.Select(kind => new ExportColumn(text, kind))], Once([.. kinds.Select(_ => (object?)text)]));
        using var stream = new MemoryStream();
        await ExportFile.WriteCsvAsync(table, stream, CancellationToken.None);
        var csv = Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF');
        Cells(csv).Count().ShouldBe(kinds.Length * 2);
        Cells(csv).ShouldAllBe(cell => cell.StartsWith('\''));
    }

    /// <summary>Characters that XML cannot carry, in every cell and head: the file is whole and the rest of the text too.</summary>
    [Theory]
    [InlineData('\uFFFF')]
    [InlineData('\uFFFE')]
    [InlineData('\u0000')]
    [InlineData('\u000B')]
    [InlineData('\uD800')]
    public async Task a_character_that_xml_cannot_carry_spoils_no_file(char bad)
    {
        var kinds = Enum.GetValues<CellKind>();
        var text = $"Zorg{bad} 😀 & Zo";
        using var stream = new MemoryStream();
        await ExportFile.WriteXlsxAsync(new ExportTable("Proef", [.. kinds.Select(kind => new ExportColumn(text, kind))], Once([.. kinds.Select(_ => (object?)text)])), stream, CancellationToken.None);
        stream.Position = 0;
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        new OpenXmlValidator().Validate(document).ShouldBeEmpty();
        var cells = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().ToList();
        cells.Count.ShouldBe(kinds.Length * 2);
        cells.ShouldAllBe(cell => cell.InnerText == "Zorg\uFFFD 😀 & Zo");
    }

    private static IEnumerable<string> Cells(string csv)
    {
        var (cell, quoted) = (new StringBuilder(), false);
        foreach (var letter in csv)
            if (letter == '"')
                quoted = !quoted;
            else if (!quoted && letter is ';' or '\n')
            {
                yield return cell.ToString();
                cell.Clear();
            }
            else if (quoted || letter != '\r')
                cell.Append(letter);
    }

    private static async Task<string> CsvAsync(params object?[] row)
    {
        using var stream = new MemoryStream();
        await ExportFile.WriteCsvAsync(Table(row), stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static ExportTable Table(params object?[] row) => new("Proef", columns, Once(row));

    private static async IAsyncEnumerable<object?[]> Once(object?[] row)
    {
        await Task.CompletedTask;
        yield return row;
    }
}
