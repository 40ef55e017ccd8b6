using Inkoop.Cli;
using Inkoop.Cli.Files;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.CommandLine;

public sealed class SubmissionFileTests : IDisposable
{
    private const string Header = "contract;indicator;quarter;numerator;denominator;expected_version;correction_reason;remark\n";
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void a_contract_is_named_by_number_or_by_id()
    {
        var id = Guid.CreateVersion7().ToString();
        var rows = Read($"JH-2026-001;uitval;2026-Q1;4;21;;;\n{id};uitval;2026-Q1;4;21;;;\n").Rows;

        (rows[0].ContractNumber, rows[0].ContractId).ShouldBe(("JH-2026-001", ""));
        (rows[1].ContractNumber, rows[1].ContractId).ShouldBe(("", id));
    }

    [Fact]
    public void the_same_row_has_the_same_request_wherever_it_stands()
    {
        var whole = Read("A;uitval;2026-Q1;4;21;;;\nB;uitval;2026-Q1;4;21;;;\n").Rows;
        var rest = Read("B;uitval;2026-Q1;4;21;;;\n").Rows;

        rest[0].RequestId.ShouldBe(whole[1].RequestId);
        rest[0].RowNumber.ShouldNotBe(whole[1].RowNumber);
        whole[0].RequestId.ShouldNotBe(whole[1].RequestId);
        whole.ShouldAllBe(row => row.RequestId.Length <= 100);
    }

    [Theory]
    [InlineData("A;uitval;2026-Q1;5;21;;;")]
    [InlineData("A;uitval;2026-Q1;4;22;;;")]
    [InlineData("A;uitval;2026-Q2;4;21;;;")]
    [InlineData("A;uitval;2026-Q1;4;21;1;Telfout;")]
    [InlineData("A;uitval;2026-Q1;4;21;;;Bij nader inzien")]
    public void another_content_is_another_request(string other)
    {
        var rows = Read($"A;uitval;2026-Q1;4;21;;;\n{other}\n").Rows;

        rows[1].RequestId.ShouldNotBe(rows[0].RequestId);
    }

    [Fact]
    public void a_cell_that_is_no_number_loses_its_own_row_only()
    {
        var file = Read("A;uitval;2026-Q1;vier;21;;;\nA;uitval;2026-Q1;4;;;;\nA;uitval;2026-Q1;4,5;21;nul;;\nA;uitval;2026-Q1;4;21;;;\n");

        file.Rows.Single().RowNumber.ShouldBe(5);
        file.Unreadable.Select(row => (row.RowNumber, Faults: string.Join(",", row.Faults.Select(fault => $"{fault.Field}:{fault.Code}")))).ShouldBe(
        [
            (2, "numerator:number_invalid"),
            (3, "denominator:required"),
            (4, "numerator:number_invalid,expected_version:number_invalid"),
        ]);
    }

    [Fact]
    public void a_row_with_a_cell_too_many_is_not_guessed_at() =>
        Read("A;uitval;2026-Q1;4;21;;;x;y\n").Unreadable.Single().Faults.Single().Code.ShouldBe("column_count");

    [Fact]
    public void a_file_with_headers_only_is_named() => Should.Throw<Problem>(() => Read("")).Code.ShouldBe("file_empty");

    [Fact]
    public void a_workbook_gives_the_same_requests_as_the_same_csv()
    {
        var workbook = SubmissionFile.Read(folder.File("a.xlsx", TableFileTests.Workbook(
            ["contract", "indicator", "quarter", "numerator", "denominator"], ["JH-2026-001", "uitval", "2026-Q1", 4d, 21d])));

        workbook.Rows.ShouldBe(SubmissionFile.Read(folder.File("a.csv", "contract,indicator,quarter,numerator,denominator\nJH-2026-001,uitval,2026-Q1,4,21\n")).Rows);
    }

    private SubmissionFile Read(string rows) => SubmissionFile.Read(folder.File("a.csv", Header + rows));
}
