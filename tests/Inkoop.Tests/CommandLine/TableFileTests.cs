using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Inkoop.Cli;
using Inkoop.Cli.Files;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.CommandLine;

public sealed class TableFileTests : IDisposable
{
    private const string Header = "contract,indicator,quarter,numerator,denominator";
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void every_separator_that_people_have_is_read(char separator)
    {
        var table = TableFile.Read(folder.File("a.csv", "naam,plaats\nDe Brug,Roermond\n".Replace(',', separator)));

        table.Headers.ShouldBe(["naam", "plaats"]);
        table.Rows.Single().Cells.ShouldBe(["De Brug", "Roermond"]);
    }

    [Fact]
    public void a_byte_order_mark_is_no_part_of_the_first_header() =>
        TableFile.Read(folder.File("a.csv", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("naam;plaats\r\nx;y\r\n")])).Headers.ShouldBe(["naam", "plaats"]);

    [Fact]
    public void a_comma_inside_a_semicolon_file_does_not_split() =>
        TableFile.Read(folder.File("a.csv", "naam;plaats\nBrug, De;Roermond\n")).Rows.Single().Cells.ShouldBe(["Brug, De", "Roermond"]);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("windows-1252")]
    public void letters_survive_the_encodings_that_spreadsheets_write(string name)
    {
        var encoding = name == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(name);
        var path = folder.File("a.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes("gemeentenaam;code\nSúdwest-Fryslân;1900\n")]);

        TableFile.Read(path).Rows.Single().At(0).ShouldBe("Súdwest-Fryslân");
    }

    [Fact]
    public void rows_keep_the_line_where_they_stand()
    {
        var table = TableFile.Read(folder.File("a.csv", "a,b\n1,2\n\n\"3\n3\",4\n;\n5,6\n"));

        table.Rows.Select(row => row.Number).ShouldBe([2, 4, 6, 7]);
    }

    [Fact]
    public void emptied_rows_are_no_rows() => TableFile.Read(folder.File("a.csv", "a;b\n1;2\n;\n;\n")).Rows.Count.ShouldBe(1);

    [Fact]
    public void a_quote_in_the_wrong_place_is_named_by_its_line()
    {
        var problem = Should.Throw<Problem>(() => TableFile.Read(folder.File("a.csv", "a,b\n1,2\n\"x\"y,3\n")));

        problem.Code.ShouldBe("csv_invalid");
        problem.Message.ShouldContain("regel 3");
    }

    [Theory]
    [InlineData("contract,indicator,quarter,numerator", "kolom ontbreekt: denominator")]
    [InlineData("contract,indicator,kwartaal,teller,denominator", "kolommen ontbreken: quarter, numerator; onbekend: kwartaal, teller")]
    [InlineData("contract,indicator,quarter,numerator,denominator,numerator", "staat er twee keer: numerator")]
    public void every_wrong_header_is_named_at_once(string header, string says)
    {
        var table = TableFile.Read(folder.File("a.csv", header + "\n1,2,3,4\n"));

        var problem = Should.Throw<Problem>(() => table.Columns(Header.Split(','), ["remark"]));
        problem.Code.ShouldBe("header_wrong");
        problem.Message.ShouldContain(says);
        problem.Hint.ShouldContain(Header.Replace(',', ';'));
    }

    [Fact]
    public void columns_may_stand_in_any_order_and_case()
    {
        var columns = TableFile.Read(folder.File("a.csv", "B,A\n1,2\n")).Columns(["a", "b"], ["c"]);

        (columns["a"], columns["b"], columns["c"]).ShouldBe((1, 0, -1));
    }

    [Fact]
    public void the_first_sheet_of_a_workbook_is_a_table()
    {
        var table = TableFile.Read(folder.File("a.xlsx", Workbook(["contract", "numerator"], ["JH-2026-001", 156d], ["2026001", 12.5d])));

        table.Headers.ShouldBe(["contract", "numerator"]);
        table.Rows.Select(row => row.At(1)).ShouldBe(["156", "12.5"]);
        table.Rows[1].Number.ShouldBe(3);
    }

    [Theory]
    [InlineData("0%", "cel B2 toont een ander getal dan erin staat (1, opgemaakt als 0%)")]
    [InlineData("0.0%", "cel B2")]
    [InlineData("#,##0,", "cel B2")] // thousands
    [InlineData("#,##0", null)]
    [InlineData("0\"%\"", null)] // only a text
    public void a_cell_that_shows_another_number_than_it_holds_is_refused_by_its_name(string format, string? says)
    {
        var path = folder.File("a.xlsx", Sheets((false, format, [["contract", "numerator"], ["JH-2026-001", 1d]])));
        if (says is null)
        {
            TableFile.Read(path).Rows.Single().At(1).ShouldBe("1");
            return;
        }

        var problem = Should.Throw<Problem>(() => TableFile.Read(path));
        problem.Code.ShouldBe("cell_shown_otherwise");
        problem.Message.ShouldContain(says);
    }

    [Fact]
    public void the_first_sheet_that_people_see_is_read()
    {
        var hidden = (true, "0", (object[][])[["oud"], [1d]]);
        TableFile.Read(folder.File("a.xlsx", Sheets(hidden, (false, "0", [["nieuw"], [2d]]), (false, "0", [["ander"], [3d]])))).Headers.ShouldBe(["nieuw"]);
        Should.Throw<Problem>(() => TableFile.Read(folder.File("b.xlsx", Sheets(hidden)))).Code.ShouldBe("no_visible_sheet");
    }

    [Fact]
    public void a_broken_workbook_is_refused_in_words() =>
        Should.Throw<Problem>(() => TableFile.Read(folder.File("a.xlsx", [0x50, 0x4B, 3, 4, 1, 2, 3]))).Code.ShouldBe("workbook_invalid");

    [Fact]
    public void a_file_that_is_not_there_empty_or_a_folder_is_named()
    {
        Should.Throw<Problem>(() => TableFile.Read(Path.Combine(folder.Path, "weg.csv"))).Code.ShouldBe("file_missing");
        Should.Throw<Problem>(() => TableFile.Read(folder.File("leeg.csv", ""))).Code.ShouldBe("file_empty");
        Should.Throw<Problem>(() => TableFile.Read(folder.File("wit.csv", "\n\n;;\n"))).Code.ShouldBe("file_empty");
        Should.Throw<Problem>(() => TableFile.Read(folder.Path)).Code.ShouldBe("file_is_folder");
    }

    /// <summary>A workbook as a spreadsheet program saves it: sheets, hidden or not, with a number format for numbers.</summary>
    private static byte[] Sheets(params (bool Hidden, string Format, object[][] Rows)[] sheets)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook(new Sheets());
            var formats = sheets.Select((sheet, i) => new NumberingFormat { NumberFormatId = (uint)(170 + i), FormatCode = sheet.Format }).ToList();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(formats), new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()),
                new CellFormats(formats.Select(format => new CellFormat { NumberFormatId = format.NumberFormatId!.Value, ApplyNumberFormat = true })));
            foreach (var ((hidden, _, rows), i) in sheets.Select((sheet, i) => (sheet, i)))
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(rows.Select(row => new Row(row.Select(value => value is double number
                    ? new Cell { StyleIndex = (uint)i, CellValue = new CellValue(number) }
                    : new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text((string)value)) })))));
                workbook.Workbook.Sheets!.AppendChild(new Sheet { Name = $"Blad{i + 1}", SheetId = (uint)(i + 1), Id = workbook.GetIdOfPart(part), State = hidden ? SheetStateValues.Hidden : SheetStateValues.Visible });
            }
        }

        return file.ToArray();
    }

    /// <summary>The least that is a workbook: texts inline, numbers as numbers.</summary>
    internal static byte[] Workbook(params object[][] rows)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            Add("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
            Add("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add("xl/workbook.xml", $"""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{office}"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            Add("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
            var cells = string.Concat(rows.Select((row, y) => $"<row r=\"{y + 1}\">{string.Concat(row.Select((cell, x) => Cell(cell, $"{(char)('A' + x)}{y + 1}")))}</row>"));
            Add("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>""");

            void Add(string name, string xml)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(xml);
            }
        }

        return file.ToArray();

        static string Cell(object value, string place) => value is double number
            ? FormattableString.Invariant($"<c r=\"{place}\"><v>{number}</v></c>")
            : $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{value}</t></is></c>";
    }
}
