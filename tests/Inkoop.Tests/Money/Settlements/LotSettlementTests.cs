using Inkoop.Agreements;
using Inkoop.Contracts;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Inkoop.Tests.Contracts;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;
using V1 = Inkoop.Wire.Contracts.V1;

namespace Inkoop.Tests.Money.Settlements;

public class LotSettlementTests
{
    private static readonly Period twoYears = new(new(2026, 1, 1), new(2027, 12, 31));

    /// <summary>Over 2026 and 2027: lot 1 is p×q (45A03), lot 2 a task (45T01), lot 3 a subsidy (46S01).</summary>
    private static readonly ContractState contract = Samples.Signed(draft =>
    {
        draft.EndsOn = "2027-12-31";
        draft.Products.RemoveAt(1);
        draft.Lots.Add([
            new V1.Lot { LotId = "2", Name = "Taak", Funding = new V1.FundingArrangement { TaskBased = new V1.TaskBasedFunding { ReferenceVolume = 10, AnnualBudgetCents = 1_000_001 } } },
            new V1.Lot { LotId = "3", Name = "Subsidie", Funding = FundingSamples.Subsidy() }]);
        draft.Products.Add([Of("45T01", "2"), Of("46S01", "3")]);
    });

    [Fact]
    public void years_are_settled_one_by_one_and_the_one_that_is_not_over_says_so()
    {
        var facts = new ContractFacts(new RecordedFacts { Lines = [Line("R1", new(2026, 12, 1), 100, product: "45A03"), Line("R2", new(2027, 1, 1), 100, product: "45A03")] }, FactRegister.Empty, []);
        var until = SettlementStore.Settle(contract, facts, new Period(new(2026, 1, 1), new(2027, 6, 30)), Later);
        until.Lots[0].Settled!.Total.Cents.ShouldBe(29_000);
        until.Lots[1].ShouldSatisfyAllConditions(lot => lot.Settled!.Total.Cents.ShouldBe(1_000_001), lot => lot.NotSettled!.Code.ShouldBe("settled_after_the_year"));
        var whole = SettlementStore.Settle(contract, facts, twoYears, Later);
        whole.Lots[1].Payables.Select(payable => payable.Key).ShouldBe(["task_based/2/2026/0957", "task_based/2/2026/1641", "task_based/2/2027/0957"]);
        whole.Lots[1].Payables.Sum(payable => payable.Cents).ShouldBe(2_000_002);
        foreach (var lot in whole.Lots.Where(lot => lot.Settled is not null)) Readd(lot.Settled!.Total);
        Readd(SettlementAnswer.Tree(whole)).Cents.ShouldBe(29_000 + 2_000_002);
    }

    [Fact]
    public void months_of_a_year_add_up_to_the_year()
    {
        var facts = new ContractFacts(new RecordedFacts { Lines = [.. Enumerable.Range(1, 12).Select(month => Line($"R{month}", new(2026, month, 1), 100 + month, product: "45A03"))] }, FactRegister.Empty, []);
        long Total(Period period) => SettlementStore.Settle(contract, facts, period, Later).Lots.Sum(lot => lot.Settled?.Total.Cents ?? 0);
        Enumerable.Range(1, 12).Sum(month => Total(new Period(new(2026, month, 1), new DateOnly(2026, month, 1).AddMonths(1).AddDays(-1)))).ShouldBe(Total(Year2026));
    }

    [Fact]
    public void a_subsidy_is_settled_once_in_the_last_year_of_the_contract()
    {
        var register = new FactRegister([Stored("determination", new V1.SettlementFact { LotId = "3", Determination = new V1.SubsidyDetermined { DeterminedCents = 114_630_000, AccountabilityReportId = Event(1).ToString() } }, "3")], Later);
        var facts = new ContractFacts(new RecordedFacts(), register, []);
        SettlementStore.Settle(contract, facts, Year2026, Later).Lots[2].NotSettled!.Code.ShouldBe("settled_after_the_year");
        var settled = SettlementStore.Settle(contract, facts, twoYears, Later.AddYears(1)).Lots[2];
        settled.Settled!.Total.Cents.ShouldBe(630_000);
        // Payable and settled before advances.
        settled.Payables.Sum(payable => payable.Cents).ShouldBe(114_630_000);
        settled.Parts.Sum(part => part.Cents).ShouldBe(114_630_000);
    }

    [Fact]
    public void a_subsidy_that_was_determined_waits_for_no_end_of_the_year()
    {
        var register = new FactRegister([Stored("determination", new V1.SettlementFact { LotId = "3", Determination = new V1.SubsidyDetermined { DeterminedCents = 110_000_000, AccountabilityReportId = Event(1).ToString() } }, "3")], Later);
        var facts = new ContractFacts(new RecordedFacts(), register, []);
        var early = SettlementStore.Settle(contract, facts, new Period(new(2027, 1, 1), new(2027, 5, 31)), Later).Lots[2];
        early.NotSettled.ShouldBeNull();
        early.Payables.Sum(payable => payable.Cents).ShouldBe(110_000_000);
    }

    [Fact]
    public void days_to_come_are_not_settled_and_it_says_so()
    {
        var facts = new ContractFacts(new RecordedFacts { Lines = [Line("R1", new(2027, 7, 1), 100, product: "45A03")] }, FactRegister.Empty, []);
        foreach (var lot in SettlementStore.Settle(contract, facts, new Period(new(2027, 7, 1), new(2027, 12, 31)), Later).Lots)
            lot.ShouldSatisfyAllConditions(one => one.Settled.ShouldBeNull(), one => one.Payables.ShouldBeEmpty(), one => one.NotSettled!.Code.ShouldBe("period_not_begun"));
    }

    [Fact]
    public void equal_parts_for_want_of_a_key_are_said()
    {
        var lot = SettlementStore.Settle(contract, new ContractFacts(new RecordedFacts(), FactRegister.Empty, []), Year2026, Later).Lots[1];
        lot.Settled!.Findings.Select(finding => finding.Code).ShouldContain("divided_equally");
    }

    [Fact]
    public void a_buyer_for_half_a_year_weighs_half_unless_it_merged()
    {
        var half = contract with
        {
            Buyers = [new() { MunicipalityCode = "0957", ValidFrom = new(2026, 1, 1) }, new() { MunicipalityCode = "1641", ValidFrom = new(2026, 1, 1), ValidUntil = new(2026, 6, 30) }],
        };
        FundingOf.PartOfYear(half, 2026, []).ShouldBe(new Dictionary<string, Fraction> { ["1641"] = Fraction.Of(1, 2) });
        FundingOf.PartOfYear(half, 2026, [new Merger("1641", "0957", new(2026, 7, 1))]).ShouldBeEmpty();
        var key = Population.Key(new PopulationTerms { Year = 2026, Municipalities = ["0957", "1641"], PartOfYear = FundingOf.PartOfYear(half, 2026, []) }, [new KeyShare(KeyKind.Youths, Fraction.One)],
            new RecordedFacts { Populations = [Counted("0957"), Counted("1641")] }, new(2026, 12, 31));
        Split.Cents(300_000, key).ShouldBe(new Dictionary<string, long> { ["0957"] = 200_000, ["1641"] = 100_000 }, ignoreOrder: true);

        static PopulationCounted Counted(string code) => new() { EventId = Event(1), RecordedAt = Recorded, MunicipalityCode = code, Year = 2026, Inhabitants = 4_000, Youths = 1_000 };
    }

    [Fact]
    public void a_lot_in_advance_beside_another_is_paid_from_its_own_budget()
    {
        var one = contract with { Lots = [contract.Lots[0]] };
        FundingOf.Terms(one, one.Lots[0], 2026, []).OwnBudgetCents.ShouldBeNull();
        // Beside a task of 10,000.01 and a subsidy of 1,200,000.00 it has what they leave.
        var budget = contract.YearBudgets.First(year => year.Year == 2026).BudgetCents;
        FundingOf.Terms(contract, contract.Lots[0], 2026, []).OwnBudgetCents.ShouldBe(Math.Max(0, budget - 1_000_001 - 120_000_000));
        // Beside one that has no sum of its own there is nothing that is its own.
        var two = contract with { Lots = [contract.Lots[0], contract.Lots[0] with { LotId = "9" }] };
        FundingOf.Terms(two, two.Lots[0], 2026, []).OwnBudgetCents.ShouldBe(0);
    }

    [Fact]
    public void overlapping_breaches_are_one_discount()
    {
        Breach Found(int number, DateOnly on, int months, Fraction share) => new() { EventId = Event(number), RecordedAt = Recorded, Reason = $"Tekortkoming {number}", On = on, Months = months, Share = share };
        var terms = new TaskBasedTerms { BudgetCents = 12_000, ReferenceVolume = 1 };
        long Cents(params Breach[] breaches) => Breaches.Discount(terms, breaches, Year2026)?.Cents ?? 0;
        var (three, two) = (Found(1, new(2026, 3, 10), 3, 0.05m), Found(2, new(2026, 4, 2), 2, 0.10m));
        Cents(three).ShouldBe(-150);
        Cents(two).ShouldBe(-200);
        // March at 5%; April and May at 10%.
        Cents(three, two).ShouldBe(-250);
        Cents(two, three).ShouldBe(-250);
        // Found in the year before and lasting into this one, it is no second discount.
        Cents(Found(3, new(2025, 12, 20), 2, 0.10m), Found(4, new(2026, 1, 5), 1, 0.10m)).ShouldBe(0);
    }

    [Fact]
    public void care_of_a_whole_category_counts_in_one_lot()
    {
        ContractFacts.LotOf(contract, "45A03").ShouldBe("1");
        ContractFacts.LotOf(contract, "45T01").ShouldBe("2");
        ContractFacts.LotOf(contract, "45").ShouldBe("1");
        ContractFacts.LotOf(contract, "46").ShouldBe("3");
        ContractFacts.LotOf(contract, "99X01").ShouldBe("1");
    }

    [Fact]
    public void a_breach_is_discounted_in_the_period_that_it_was_found_in()
    {
        var register = new FactRegister([Stored("breach", new V1.SettlementFact { Breach = new V1.BreachFound { Reason = "Te laat", On = "2026-05-01", Months = 1, Share = "0.05" } }, "2")], Later);
        long Discount(int year) => SettlementStore.Settle(contract, new ContractFacts(new RecordedFacts(), register, []), Period.Year(year), Later).Lots[1].Settled!.Discount?.Cents ?? 0;
        // 5% of a twelfth of 10,000.01.
        (Discount(2026), Discount(2027)).ShouldBe((-4_167, 0));
    }

    private static StoredFact Stored(string kind, V1.SettlementFact fact, string lot) => new() { FactId = Event(7), ContractId = contract.ContractId, LotId = lot, Kind = kind, RecordedAt = Recorded, Document = fact.ToString() };

    private static V1.Product Of(string id, string lot)
    {
        var product = FundingSamples.Product(id, "82", "1", V1.DeliveryVariant.Task);
        product.LotId = lot;
        return product;
    }
}
