using System.Globalization;
using Inkoop.Wire.Indicators.V1;

namespace Inkoop.Cli.Files;

/// <summary>Indicator rows out of a table: what can be sent, and what cannot because a cell is not a number.</summary>
internal sealed record SubmissionFile(string Name, IReadOnlyList<SubmissionRow> Rows, IReadOnlyList<RowResult> Unreadable)
{
    private static readonly string[] required = ["contract", "indicator", "quarter", "numerator", "denominator"];
    private static readonly string[] optional = ["expected_version", "correction_reason", "remark"];

    public static SubmissionFile Read(string path)
    {
        var table = TableFile.Read(path);
        var columns = table.Columns(required, optional);
        if (table.Rows.Count == 0)
            throw new Problem("file_empty", $"{table.Name} heeft geen rijen onder de kolomnamen.");
        var rows = new List<SubmissionRow>();
        var unreadable = new List<RowResult>();
        foreach (var row in table.Rows)
        {
            var faults = new List<RowFault>();
            var sent = ToRow(row, columns, faults);
            // A row that is too long has a separator too many: its numbers may stand in the wrong column.
            if (row.Cells.Skip(table.Headers.Count).Any(cell => cell.Length > 0))
                faults.Add(new RowFault { Field = "row", Code = "column_count", Text = "Deze rij heeft meer cellen dan er kolommen zijn." });
            if (faults.Count == 0)
                rows.Add(sent);
            else
                unreadable.Add(new RowResult { RowNumber = row.Number, Faults = { faults } });
        }

        return new SubmissionFile(table.Name, rows, unreadable);
    }

    private static SubmissionRow ToRow(TableRow row, IReadOnlyDictionary<string, int> columns, List<RowFault> faults)
    {
        var contract = Cell("contract");
        var sent = new SubmissionRow
        {
            RowNumber = row.Number,
            IndicatorCode = Cell("indicator"),
            Quarter = Cell("quarter"),
            Numerator = Count("numerator"),
            Denominator = Count("denominator"),
            ExpectedVersion = Cell("expected_version").Length == 0 ? 0 : Count("expected_version"),
            CorrectionReason = Cell("correction_reason"),
            Remark = Cell("remark"),
        };
        if (Guid.TryParseExact(contract, "D", out _))
            sent.ContractId = contract;
        else
            sent.ContractNumber = contract;
        // The row's place in the file is no part of it: after a broken link the rest may be sent from a shorter file.
        sent.RequestId = RequestId.Of("row", contract, sent.IndicatorCode, sent.Quarter, Cell("numerator"), Cell("denominator"), Cell("expected_version"), sent.CorrectionReason, sent.Remark);
        return sent;

        string Cell(string column) => row.At(columns[column]);

        long Count(string column)
        {
            var text = Cell(column);
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return number;
            faults.Add(text.Length == 0
                ? new RowFault { Field = column, Code = "required", Text = "Vul een getal in; 0 als er geen waarnemingen zijn." }
                : new RowFault { Field = column, Code = "number_invalid", Text = "Dit is geen heel getal; schrijf het zonder punt of komma." });
            return 0;
        }
    }
}
