using Inkoop.Indicators.Registry;
using Inkoop.Indicators.Submissions;
using Inkoop.Wire;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Indicators;

public class DueSubmissionsTests
{
    private static readonly Quarter quarter = Quarter.Parse("2026-Q1");

    private static KnownContract Contract(string number, string startsOn, string endsOn, params string[] indicators) => new()
    {
        ContractId = Guid.CreateVersion7(),
        Number = number,
        ProviderId = Guid.CreateVersion7(),
        StartsOn = DateOnly.Parse(startsOn),
        EndsOn = DateOnly.Parse(endsOn),
        AgreedIndicators = indicators.ToHashSet(),
    };

    private static IReadOnlyList<Inkoop.Wire.Indicators.V1.DueSubmission> Due(
        string today, IReadOnlyList<KnownContract> contracts, Dictionary<SubmissionKey, CurrentSubmission>? submitted = null, IReadOnlyList<IndicatorDefinition>? definitions = null) =>
        DueSubmissions.Of(quarter, DateOnly.Parse(today), contracts, definitions ?? BasicSet.Definitions, submitted ?? []).ToList();

    [Fact]
    public void asks_every_agreed_indicator_of_every_contract_in_force()
    {
        var contracts = new[]
        {
            Contract("B", "2026-03-31", "2026-12-31", BasicSet.Satisfaction, BasicSet.DropOut),
            Contract("A", "2025-01-01", "2026-01-01", BasicSet.DropOut),
            Contract("early", "2025-01-01", "2025-12-31", BasicSet.DropOut),
            Contract("later", "2026-04-01", "2026-12-31", BasicSet.DropOut),
        };
        Due("2026-04-01", contracts).Select(due => (due.ContractNumber, due.IndicatorCode)).ShouldBe(
            [("A", BasicSet.DropOut), ("B", BasicSet.Satisfaction), ("B", BasicSet.DropOut)]);
    }

    [Fact]
    public void never_asks_what_the_platform_alone_derives()
    {
        var definitions = BasicSet.Definitions.Select(definition => definition with { Asked = definition.Code != BasicSet.DropOut }).ToList();
        Due("2026-04-01", [Contract("A", "2026-01-01", "2026-12-31", BasicSet.DropOut, BasicSet.Satisfaction)], definitions: definitions)
            .Select(due => due.IndicatorCode).ShouldBe([BasicSet.Satisfaction]);
    }

    [Fact]
    public void asks_by_the_definition_that_is_valid_at_the_end_of_the_quarter()
    {
        var old = BasicSet.Definitions.First(definition => definition.Code == BasicSet.DropOut);
        var definitions = new[]
        {
            old with { ValidUntil = new DateOnly(2026, 3, 30) },
            old with { Version = 2, Name = "Uitval, nieuw", ValidFrom = new DateOnly(2026, 3, 31), ValidUntil = new DateOnly(2026, 12, 31) },
            old with { Version = 3, ValidFrom = new DateOnly(2027, 1, 1) },
        };
        Due("2026-04-01", [Contract("A", "2026-01-01", "2026-12-31", BasicSet.DropOut)], definitions: definitions)
            .Single().IndicatorVersion.ShouldBe(2);
    }

    [Theory]
    [InlineData("2026-04-15", false)]
    [InlineData("2026-04-16", true)]
    public void is_late_when_not_in_after_the_fifteenth_of_april(string today, bool late)
    {
        var due = Due(today, [Contract("A", "2026-01-01", "2026-12-31", BasicSet.DropOut)]).Single();
        due.DueOn.ShouldBe("2026-04-15");
        due.Late.ShouldBe(late);
        due.Submitted.ShouldBeFalse();
        due.SubmissionVersion.ShouldBe(0);
    }

    [Fact]
    public void what_came_in_on_time_stays_on_time_and_what_came_late_stays_late()
    {
        var contract = Contract("A", "2026-01-01", "2026-12-31", BasicSet.DropOut, BasicSet.Satisfaction);
        var due = Due("2026-09-01", [contract], new()
        {
            [new SubmissionKey(contract.ContractId, BasicSet.DropOut, quarter)] = new(Guid.CreateVersion7(), 3, Late: false),
            [new SubmissionKey(contract.ContractId, BasicSet.Satisfaction, quarter)] = new(Guid.CreateVersion7(), 1, Late: true),
        });
        due.Select(one => (one.IndicatorCode, one.Submitted, one.Late, one.SubmissionVersion)).ShouldBe(
            [(BasicSet.Satisfaction, true, true, 1), (BasicSet.DropOut, true, false, 3)]);
    }
}
