using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Inkoop.Cli;
using Inkoop.Cli.Commands;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;
using Status = Grpc.Core.Status;

namespace Inkoop.Tests.CommandLine;

/// <summary>How answers and faults are written down.</summary>
public sealed class ScreenTests
{
    [Fact]
    public void a_bad_request_shows_every_field_with_its_code()
    {
        var trouble = Trouble.Of(Fault(StatusCode.InvalidArgument, "invalid", [("bsn", "bsn_invalid", "Geen geldig BSN."), ("starts_on", "date_invalid", "Geen datum.")]))!;
        var (output, error) = (new StringWriter(), new StringWriter());
        new Screen(output, error, json: false).Report(trouble);

        error.ToString().ShouldContain("2 velden kloppen niet");
        foreach (var part in new[] { "bsn", "bsn_invalid", "Geen geldig BSN.", "starts_on", "date_invalid", "Wat nu:" })
            error.ToString().ShouldContain(part);
        output.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void a_stale_version_says_which_one_stands()
    {
        var trouble = Trouble.Of(Fault(StatusCode.Aborted, "stale_version", [], ("current_version", "7")))!;

        (trouble.Status, trouble.Code, trouble.CurrentVersion).ShouldBe(("aborted", "stale_version", 7));
        Screen.ToJson(trouble)["current_version"]!.GetValue<long>().ShouldBe(7);
    }

    [Fact]
    public void a_refusal_keeps_its_code_and_sentence()
    {
        var trouble = Trouble.Of(Fault(StatusCode.FailedPrecondition, "contract_incomplete", []))!;

        (trouble.Status, trouble.Code, trouble.Text).ShouldBe(("failed_precondition", "contract_incomplete", "Zin van de dienst."));
        trouble.Hint.ShouldContain("niets gewijzigd");
    }

    [Fact]
    public void details_that_are_not_ours_do_not_hide_the_status() =>
        Trouble.Of(new RpcException(new Status(StatusCode.NotFound, "weg"), new Metadata { { "grpc-status-details-bin", new byte[] { 0xFF, 1, 2 } } }))!.Text.ShouldBe("weg");

    [Fact]
    public void a_defect_is_not_dressed_up() => Trouble.Of(new InvalidOperationException()).ShouldBeNull();

    [Fact]
    public void a_text_from_elsewhere_steers_no_terminal_and_is_no_markup()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var screen = new Screen(output, error, json: false);
        var table = Screen.Table("Naam");
        table.Row("[red]\u001b[31mDe Brug\u0007[/]");
        screen.Write(table);

        output.ToString().ShouldContain("[red]");
        output.ToString().ShouldContain("De Brug");
        output.ToString().ShouldNotContain("\u001b");
        output.ToString().ShouldNotContain("\u0007");
    }

    [Fact]
    public void a_message_is_json_with_the_names_of_the_proto()
    {
        var json = Document.Of(new Contract
        {
            Number = "JH-1",
            Version = 3,
            Status = ContractStatus.Signed,
            RoundingRule = RoundingRule.TariffFourDecimals,
            YearBudgets = { new YearBudget { Year = 2026, BudgetCents = 1_000_000 } },
            Lots = { new Lot { LotId = "1", Funding = new FundingArrangement { TaskBased = new TaskBasedFunding { ReferenceVolume = 10 } } } },
            RecordedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).ToTimestamp(),
        });

        json["version"]!.GetValue<long>().ShouldBe(3);
        json["status"]!.GetValue<string>().ShouldBe("signed");
        json["rounding_rule"]!.GetValue<string>().ShouldBe("tariff_four_decimals");
        json["recorded_at"]!.GetValue<string>().ShouldBe("2026-01-02T03:04:05Z");
        json["year_budgets"]![0]!["budget_cents"]!.GetValue<long>().ShouldBe(1_000_000);
        json["lots"]![0]!["funding"]!.AsObject().Select(member => member.Key).ShouldBe(["task_based", "article", "division", "statement_check", "statement_sample_share"], ignoreOrder: true);
        json["title"]!.GetValue<string>().ShouldBe("");
        json["buyers"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(414_700, "€ 4.147,00")]
    [InlineData(-5, "-€ 0,05")]
    [InlineData(100_000_000_099, "€ 1.000.000.000,99")]
    public void money_is_written_as_in_dutch(long cents, string text) => Show.Euro(cents).ShouldBe(text);

    [Theory]
    [InlineData(2026, 1, 1, "2025-Q4")]
    [InlineData(2026, 3, 31, "2025-Q4")]
    [InlineData(2026, 4, 1, "2026-Q1")]
    [InlineData(2026, 12, 31, "2026-Q3")]
    public void the_quarter_that_is_owed_is_the_last_that_ended(int year, int month, int day, string quarter) =>
        Quarters.LastClosed(new FixedClock(new DateTimeOffset(year, month, day, 12, 0, 0, TimeSpan.Zero))).ShouldBe(quarter);

    private static RpcException Fault(StatusCode code, string reason, (string Field, string Code, string Text)[] fields, params (string Key, string Value)[] extra)
    {
        var info = new ErrorInfo { Reason = reason, Domain = "inkoop" };
        foreach (var (key, value) in fields.Select(field => (field.Field, field.Code)).Concat(extra))
            info.Metadata.Add(key, value);
        var bad = new BadRequest();
        bad.FieldViolations.AddRange(fields.Select(field => new BadRequest.Types.FieldViolation { Field = field.Field, Description = field.Text }));
        var status = new Google.Rpc.Status { Code = (int)code, Details = { Any.Pack(info), Any.Pack(bad) } };
        return new RpcException(new Status(code, "Zin van de dienst."), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
