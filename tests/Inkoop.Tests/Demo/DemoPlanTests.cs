using Inkoop.Demo.Plan;
using Inkoop.Wire;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Demo;

public sealed class DemoPlanTests(DemoPlanTests.WholeRegion whole) : IClassFixture<DemoPlanTests.WholeRegion>
{
    /// <summary>Made once: it is a few hundred milliseconds of work.</summary>
    public sealed class WholeRegion
    {
        public DemoPlan Plan { get; } = DemoPlan.For(DemoRegion.MiddenLimburgOost);
    }

    private readonly DemoPlan plan = whole.Plan;

    private Dictionary<string, long> CostByClient =>
        plan.Declarations.SelectMany(declaration => declaration.Lines).GroupBy(line => line.Bsn).ToDictionary(group => group.Key, group => group.Sum(line => line.PayableCents));

    [Fact]
    public void The_same_seed_makes_the_same_plan_to_the_byte() =>
        DemoPlan.For(TestRegions.Small).Digest().ShouldBe(DemoPlan.For(TestRegions.Small).Digest());

    [Fact]
    public void Another_seed_makes_another_plan() =>
        DemoPlan.For(TestRegions.Small with { Seed = 7 }).Digest().ShouldNotBe(DemoPlan.For(TestRegions.Small).Digest());

    [Fact]
    public void The_region_has_the_promised_providers_contracts_and_clients_over_eight_quarters()
    {
        plan.Providers.Count.ShouldBe(25);
        plan.Contracts.Count.ShouldBe(40);
        plan.Clients.Count.ShouldBe(3_700);
        plan.Region.Quarters.Select(quarter => quarter.ToString()).ShouldBe(["2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]);
        plan.Contracts.Select(contract => contract.Number).Distinct().Count().ShouldBe(40);
        plan.Providers.Select(provider => provider.AgbCode).Distinct().Count().ShouldBe(25);
        plan.Providers.Select(provider => provider.Name).Distinct().Count().ShouldBe(25);
    }

    [Fact]
    public void About_one_youth_in_eight_gets_help()
    {
        var youths = plan.Region.Municipalities.Sum(place => place.Youths);
        youths.ShouldBe(29_015);
        ((double)plan.Clients.Count / youths).ShouldBe(0.129, 0.003);
    }

    [Fact]
    public void Each_municipality_has_its_share_of_the_clients() =>
        plan.Region.Municipalities.ToDictionary(place => place.Code, place => plan.Clients.Count(client => client.MunicipalityCode == place.Code))
            .ShouldBe(new Dictionary<string, int> { ["0957"] = 1_736, ["1711"] = 835, ["1641"] = 580, ["1669"] = 549 }, ignoreOrder: true);

    [Fact]
    public void A_fifth_of_the_clients_causes_four_fifths_of_the_cost()
    {
        var costs = CostByClient;
        var sorted = plan.Clients.Select(client => costs.GetValueOrDefault(client.Bsn)).OrderDescending().ToList();
        ((double)sorted.Take(plan.Clients.Count / 5).Sum() / sorted.Sum()).ShouldBe(0.80, 0.02);
    }

    [Fact]
    public void A_third_of_the_cost_in_Roermond_comes_from_the_forced_frame()
    {
        var costs = CostByClient;
        var clients = plan.Clients.Where(client => client.MunicipalityCode == "0957").ToList();
        var forced = clients.Where(client => client.Forced).Sum(client => costs.GetValueOrDefault(client.Bsn));
        ((double)forced / clients.Sum(client => costs.GetValueOrDefault(client.Bsn))).ShouldBe(1 / 3.0, 0.05);
    }

    [Fact]
    public void Most_help_is_ambulant_and_most_mental_health_care_comes_through_the_general_practitioner()
    {
        ((double)plan.Clients.Count(client => client.Allocations.Any(allocation => allocation.Product.IsStay)) / plan.Clients.Count).ShouldBe(0.12, 0.03);
        var mental = plan.Clients.Where(client => !client.Forced && client.Allocations[0].Product.Category == "54").ToList();
        ((double)mental.Count(client => client.Referrer == 2) / mental.Count).ShouldBeGreaterThan(0.80);
    }

    [Fact]
    public void Clients_have_test_numbers_only_and_each_its_own()
    {
        var bsns = plan.Clients.Select(client => client.Bsn).ToList();
        bsns.Distinct().Count().ShouldBe(bsns.Count);
        foreach (var bsn in bsns)
        {
            int.Parse(bsn, System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(999_900_006, 999_999_990);
            (bsn.Select((digit, i) => (digit - '0') * (i == 8 ? -1 : 9 - i)).Sum() % 11).ShouldBe(0, bsn);
        }
    }

    [Fact]
    public void Nothing_is_declared_outside_its_allocation_or_above_it()
    {
        var allocations = plan.Allocations.ToDictionary(allocation => allocation.Number);
        foreach (var line in plan.Declarations.SelectMany(declaration => declaration.Lines))
        {
            var allocation = allocations[line.AllocationNumber];
            var contract = plan.Contracts[line.ContractIndex];
            line.From.ShouldBeGreaterThanOrEqualTo(allocation.StartsOn);
            line.Until.ShouldBeLessThanOrEqualTo(allocation.EndsOn);
            line.Until.Month.ShouldBe(line.From.Month);
            contract.BuysFor(allocation.MunicipalityCode, allocation.StartsOn).ShouldBeTrue();
            if (line.RejectedFor.Length == 0)
                line.TariffCents.ShouldBe(contract.RateOn(allocation.Product, line.From));
            else if (line.RejectedFor == "0611")
                line.TariffCents.ShouldNotBe(contract.RateOn(allocation.Product, line.From));
            if (allocation.Frequency == 4)
                (line.Volume > allocation.Volume).ShouldBe(line.RejectedFor == "9321");
        }
    }

    [Fact]
    public void A_reference_is_used_once_by_a_provider_and_a_credit_names_an_accepted_line_of_an_earlier_month()
    {
        foreach (var provider in plan.Declarations.GroupBy(declaration => declaration.AgbCode))
        {
            var lines = provider.SelectMany(declaration => declaration.Lines.Select(line => (declaration.Month, Line: line))).ToDictionary(pair => pair.Line.Reference);
            foreach (var (month, credit) in lines.Values.Where(pair => pair.Line.Credit))
            {
                var (earlier, debit) = lines[credit.PreviousReference];
                earlier.ShouldBeLessThan(month);
                (debit.RejectedFor, debit.AmountCents, debit.AllocationNumber).ShouldBe(("", credit.AmountCents, credit.AllocationNumber));
            }
        }
    }

    [Fact]
    public void A_small_share_of_the_lines_is_rejected_and_some_are_taken_back()
    {
        var lines = plan.Declarations.SelectMany(declaration => declaration.Lines).ToList();
        ((double)lines.Count(line => line.RejectedFor.Length > 0) / lines.Count).ShouldBeInRange(0.005, 0.03);
        lines.Count(line => line.Credit).ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Submissions_are_possible_counts_and_some_come_late_or_never_or_are_corrected()
    {
        foreach (var row in plan.Submissions)
        {
            row.Denominator.ShouldBeGreaterThanOrEqualTo(0);
            foreach (var numerator in new[] { row.Numerator, row.CorrectedNumerator ?? row.Numerator })
            {
                if (row.Indicator == "tevredenheid")
                    numerator.ShouldBeInRange(10 * row.Denominator, 100 * row.Denominator);
                else
                    numerator.ShouldBeInRange(0, row.Denominator);
            }
        }

        plan.Submissions.Count(row => row.Arrival == Arrival.Late).ShouldBeGreaterThan(20);
        plan.Submissions.Count(row => row.Arrival == Arrival.Missing).ShouldBeGreaterThan(20);
        plan.Submissions.Count(row => row.CorrectedNumerator is not null).ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Help_starts_on_or_after_the_disposition_and_ends_inside_its_allocation()
    {
        foreach (var client in plan.Clients)
            foreach (var allocation in client.Allocations)
            {
                client.IssuedOn.ShouldBeLessThanOrEqualTo(allocation.StartsOn);
                allocation.StartedOn.ShouldBeGreaterThanOrEqualTo(allocation.StartsOn);
                (allocation.StoppedOn ?? allocation.StartedOn).ShouldBeLessThanOrEqualTo(allocation.EndsOn);
                allocation.StopReason.Length.ShouldBe(allocation.StoppedOn is null ? 0 : 2);
            }
    }
}

/// <summary>Regions small enough to be loaded in a test.</summary>
internal static class TestRegions
{
    public static DemoRegion Small { get; } = DemoRegion.MiddenLimburgOost with
    {
        Name = "klein",
        Title = "Klein",
        ProviderCount = 2,
        ContractCount = 3,
        ClientCount = 30,
        FirstQuarter = Quarter.Parse("2024-Q4"),
        QuarterCount = 2,
    };
}
