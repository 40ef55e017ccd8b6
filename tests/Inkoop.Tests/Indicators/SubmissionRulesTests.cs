using FsCheck;
using FsCheck.Fluent;
using Inkoop.Indicators.Registry;
using Inkoop.Indicators.Submissions;
using Inkoop.Wire;
using Inkoop.Wire.Indicators.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Indicators;

public class SubmissionRulesTests
{
    private static readonly Guid contractId = Guid.Parse("01900000-0000-7000-8000-000000000001");
    private static readonly Guid firstId = Guid.Parse("01900000-0000-7000-8000-00000000000a");

    private static SubmissionBook Book(string today = "2026-04-10", string endsOn = "2027-12-31", IReadOnlyList<IndicatorDefinition>? definitions = null) =>
        new(DateOnly.Parse(today), definitions ?? BasicSet.Definitions,
        [
            new KnownContract
            {
                ContractId = contractId,
                Number = "JH-2026-001",
                ProviderId = Guid.Parse("01900000-0000-7000-8000-000000000002"),
                StartsOn = new DateOnly(2026, 1, 1),
                EndsOn = DateOnly.Parse(endsOn),
                AgreedIndicators = new HashSet<string> { BasicSet.DropOut, BasicSet.Satisfaction },
            },
        ]);

    private static SubmissionRow Row(long numerator = 156, long denominator = 208, string requestId = "r1") => new()
    {
        RowNumber = 1,
        RequestId = requestId,
        ContractId = contractId.ToString(),
        IndicatorCode = BasicSet.DropOut,
        Quarter = "2026-Q1",
        Numerator = numerator,
        Denominator = denominator,
    };

    private static string[] Codes(SubmissionRow row, SubmissionBook? book = null) =>
        SubmissionRules.Judge(row, book ?? Book(), firstId).Faults.Select(fault => $"{fault.Field}:{fault.Code}").ToArray();

    [Fact]
    public void accepts_a_first_submission_as_version_one()
    {
        var verdict = SubmissionRules.Judge(Row(), Book(), firstId);
        verdict.Faults.ShouldBeEmpty();
        verdict.Submission.ShouldBe(new CurrentSubmission(firstId, 1, Late: false));
        verdict.New!.Key.ShouldBe(new SubmissionKey(contractId, BasicSet.DropOut, Quarter.Parse("2026-Q1")));
        verdict.New.IndicatorVersion.ShouldBe(1);
    }

    [Fact]
    public void finds_the_contract_by_its_number_too()
    {
        var row = Row();
        (row.ContractId, row.ContractNumber) = ("", "JH-2026-001");
        Codes(row).ShouldBeEmpty();
        row.ContractId = contractId.ToString();
        row.ContractNumber = "JH-2026-002";
        Codes(row).ShouldBe(["contract_number:contract_number_differs"]);
    }

    [Theory]
    [InlineData(209, 208, "numerator:numerator_above_denominator")]
    [InlineData(1, 0, "numerator:numerator_without_observations")]
    [InlineData(-1, 208, "numerator:negative")]
    [InlineData(0, -1, "denominator:negative")]
    [InlineData(1, 1_000_000_001, "denominator:too_large")]
    public void refuses_counts_that_cannot_be(long numerator, long denominator, string expected) => Codes(Row(numerator, denominator)).ShouldBe([expected]);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 208)]
    [InlineData(208, 208)]
    public void accepts_counts_at_the_edges(long numerator, long denominator) => Codes(Row(numerator, denominator)).ShouldBeEmpty();

    [Theory]
    [InlineData(99, 10, false)]
    [InlineData(100, 10, true)]
    [InlineData(1000, 10, true)]
    [InlineData(1001, 10, false)]
    [InlineData(0, 0, true)]
    [InlineData(10, 0, false)]
    public void takes_the_sum_of_a_mean_in_tenths_between_one_and_ten_an_observation(long numerator, long denominator, bool good)
    {
        var row = Row(numerator, denominator);
        row.IndicatorCode = BasicSet.Satisfaction;
        Codes(row).Length.ShouldBe(good ? 0 : 1);
    }

    [Theory]
    [InlineData("2026-Q5", "quarter:quarter_invalid")]
    [InlineData("", "quarter:quarter_invalid")]
    [InlineData("2026-Q3", "quarter:quarter_in_future")]
    [InlineData("2025-Q4", "quarter:contract_not_in_force")]
    public void refuses_a_quarter_that_is_none_or_not_yet_or_not_under_contract(string quarter, string expected)
    {
        var row = Row();
        row.Quarter = quarter;
        Codes(row).ShouldBe([expected]);
    }

    [Fact]
    public void a_contract_of_one_day_in_the_quarter_is_in_force()
    {
        Codes(Row(), Book(endsOn: "2026-01-01")).ShouldBeEmpty();
        Codes(Row(), Book(endsOn: "2025-12-31")).ShouldBe(["quarter:contract_not_in_force"]);
    }

    [Fact]
    public void answers_alike_for_anothers_contract_and_for_none()
    {
        var row = Row();
        row.ContractId = Guid.Parse("01900000-0000-7000-8000-0000000000ff").ToString();
        Codes(row).ShouldBe(["contract_id:not_yours"]);
        (row.ContractId, row.ContractNumber) = ("", "JH-OTHER");
        Codes(row).ShouldBe(["contract_number:not_yours"]);
    }

    [Fact]
    public void refuses_an_indicator_that_was_not_agreed_or_that_only_the_platform_derives()
    {
        var row = Row();
        row.IndicatorCode = BasicSet.GoalsReached;
        Codes(row).ShouldBe(["indicator_code:indicator_not_agreed"]);
        var derivedOnly = BasicSet.Definitions.Select(definition => definition with { Asked = definition.Code != BasicSet.DropOut }).ToList();
        Codes(Row(), Book(definitions: derivedOnly)).ShouldBe(["indicator_code:indicator_derived_only"]);
    }

    [Fact]
    public void reports_every_fault_of_a_row_at_once()
    {
        var row = new SubmissionRow { Numerator = -1, Denominator = -2, ExpectedVersion = 3, Remark = new string('x', 501) };
        Codes(row).ShouldBe(
        [
            "request_id:request_id_invalid", "contract_id:required", "quarter:quarter_invalid", "indicator_code:required",
            "numerator:negative", "denominator:negative", "remark:too_long", "correction_reason:correction_reason_required",
        ]);
    }

    [Fact]
    public void refuses_a_citizen_service_number_in_a_remark()
    {
        var row = Row();
        row.Remark = "zie 123456782 en 1234567890";
        Codes(row).ShouldBe(["remark:personal_data"]);
        row.Remark = "zie dossier 1234567890";
        Codes(row).ShouldBeEmpty();
    }

    [Fact]
    public void the_same_request_gets_the_same_answer_whatever_came_after()
    {
        var book = Book();
        SubmissionRules.Judge(Row(), book, firstId);
        SubmissionRules.Judge(Correction("r2", 1), book, Guid.Empty).Submission!.Version.ShouldBe(2);

        var again = Row();
        again.RowNumber = 77;
        var repeated = SubmissionRules.Judge(again, book, Guid.CreateVersion7());
        repeated.Submission.ShouldBe(new CurrentSubmission(firstId, 1, false));
        repeated.New.ShouldBeNull();
        Codes(Row(numerator: 157), book).ShouldBe(["request_id:request_id_reused"]);
    }

    [Fact]
    public void a_correction_names_the_current_version_and_a_reason()
    {
        var book = Book();
        Codes(Correction("r0", 1), book).ShouldBe(["expected_version:nothing_to_correct"]);
        SubmissionRules.Judge(Row(), book, firstId);

        Codes(Row(requestId: "r2"), book).ShouldBe(["expected_version:already_submitted"]);
        Codes(Correction("r3", 2), book).ShouldBe(["expected_version:version_stale"]);
        var silent = Correction("r4", 1);
        silent.CorrectionReason = "  ";
        Codes(silent, book).ShouldBe(["correction_reason:correction_reason_required"]);

        var corrected = SubmissionRules.Judge(Correction("r5", 1), book, Guid.CreateVersion7());
        corrected.Submission.ShouldBe(new CurrentSubmission(firstId, 2, false));
        corrected.New!.CorrectionReason.ShouldBe("dubbel geteld");
    }

    [Theory]
    [InlineData("2026-04-15", false)]
    [InlineData("2026-04-16", true)]
    public void is_late_the_day_after_it_is_due(string today, bool late) =>
        SubmissionRules.Judge(Row(), Book(today), firstId).Submission!.Late.ShouldBe(late);

    [Fact]
    public void a_correction_after_the_due_date_does_not_make_a_timely_submission_late()
    {
        var book = Book("2026-06-01");
        book.Learn(new SubmissionKey(contractId, BasicSet.DropOut, Quarter.Parse("2026-Q1")), new CurrentSubmission(firstId, 1, Late: false));
        SubmissionRules.Judge(Correction("r9", 1), book, Guid.Empty).Submission.ShouldBe(new CurrentSubmission(firstId, 2, Late: false));
    }

    [Fact]
    public void a_refused_row_leaves_the_book_as_it_was()
    {
        var book = Book();
        Codes(Row(numerator: 209), book).ShouldNotBeEmpty();
        Codes(Row(), book).ShouldBeEmpty();
    }

    [Fact]
    public void never_accepts_a_share_above_one_and_never_refuses_one_within()
    {
        var counts = Gen.Choose(0, 500).ToArbitrary();
        Prop.ForAll(counts, counts, (numerator, denominator) =>
            Codes(Row(numerator, denominator)).Length == 0 == (numerator <= denominator)).QuickCheckThrowOnFailure();
    }

    private static SubmissionRow Correction(string requestId, long expectedVersion)
    {
        var row = Row(150, 208, requestId);
        row.ExpectedVersion = expectedVersion;
        row.CorrectionReason = "dubbel geteld";
        return row;
    }
}
