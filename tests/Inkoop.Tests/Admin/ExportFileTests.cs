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
