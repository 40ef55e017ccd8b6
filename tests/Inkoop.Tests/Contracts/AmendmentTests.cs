using FsCheck;
using FsCheck.Fluent;
using Inkoop.Agreements;
using Inkoop.Contracts.Amending;
using Inkoop.Contracts.Drafting;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;
using Check = Inkoop.Wire.Faults.Check;
using Contract = Inkoop.Wire.Contracts.V1.Contract;

namespace Inkoop.Tests.Contracts;

/// <summary>A signed contract may become anything from a day, and nothing before it.</summary>
public class AmendmentTests
{
    private static readonly DateOnly july = new(2026, 7, 1);

    [Fact]
    public void what_begins_on_or_after_the_day_may_change()
    {
        var amended = Amend(Samples.Signed(), july, contract =>
        {
            contract.Title = "Jeugdhulp ambulant en traject 2026";
            contract.Buyers[1].ValidUntil = ""; // Maasgouw stays
            contract.Buyers[0].ValidUntil = "2026-09-30";
            contract.YearBudgets[0].BudgetCents = 50_000_000;
            contract.Products[0].Tariffs[0].ValidUntil = "2026-06-30";
            contract.Products[0].Tariffs.Add(new Tariff { ValidFrom = "2026-07-01", RateEur = "1.5116105" });
            contract.Products.Add(New("45A04", "2026-07-01"));
            contract.Lots.Add(new Lot { LotId = "2", Name = "Output", Funding = new FundingArrangement { Output = new OutputFunding { Phases = { new OutputPhase { Name = "Slot", Share = "1" } } } } });
            contract.KpiAgreements.Clear();
        });
        amended.Version.ShouldBe(3);
        amended.SignedOn.ShouldBe(new DateOnly(2025, 12, 1));
        amended.Products.Count.ShouldBe(3);
        TariffCalendar.On(amended.Products[0].Tariffs, july.AddDays(-1), amended.EndsOn)!.RateE8.ShouldBe(145_000_000);
        TariffCalendar.On(amended.Products[0].Tariffs, july, amended.EndsOn)!.RateE8.ShouldBe(151_161_050);
    }

    [Theory]
    [InlineData("contract.products[0].tariffs", "changes_the_past")]
    [InlineData("contract.buyers[0].valid_from", "changes_the_past")]
    [InlineData("contract.products", "product_removed")]
    [InlineData("contract.products[0].unit", "product_fixed")]
    [InlineData("contract.products[2].tariffs", "tariff_required")]
    [InlineData("contract.lots", "lot_removed")]
    [InlineData("contract.lots[0].funding", "funding_fixed")]
    [InlineData("contract.lots[1].funding", "lot_by_the_year")]
    [InlineData("contract.rounding_rule", "fixed")]
    [InlineData("effective_from", "outside_contract")]
    public void what_was_before_the_day_stays(string field, string code)
    {
        var faults = Should.Throw<Invalid>(() => Amend(Samples.Signed(), field == "effective_from" ? new DateOnly(2027, 1, 2) : july, contract =>
        {
            switch (field, code)
            {
                case ("contract.products[0].tariffs", _): contract.Products[0].Tariffs[0].RateEur = "1.46"; break;
                case ("contract.buyers[0].valid_from", _): contract.Buyers[0].ValidFrom = "2026-02-01"; break;
                case ("contract.products", _): contract.Products.RemoveAt(0); break;
                case ("contract.products[0].unit", _): contract.Products[0].Unit = "04"; break;
                case ("contract.products[2].tariffs", _): contract.Products.Add(New("45A04", "2026-07-01")); contract.Products[2].Tariffs.Clear(); break;
                case ("contract.lots", _):
                    contract.Lots[0].LotId = "9";
                    foreach (var product in contract.Products) product.LotId = "9";
                    break;
                case ("contract.lots[0].funding", _): contract.Lots[0].Funding.PriceTimesQuantity.TariffMoment = TariffMoment.EachDay; break;
                case ("contract.lots[1].funding", _):
                    contract.Lots.Add(new Lot { LotId = "2", Name = "Subsidie", Funding = new FundingArrangement { Subsidy = new SubsidyFunding { GrantedCents = 100, AdvanceShare = "0.8" } } });
                    break;
                case ("contract.rounding_rule", _): contract.RoundingRule = RoundingRule.TariffCents; break;
                default: contract.Title = "Anders"; break;
            }
        })).Fields;
        faults.Select(fault => (fault.Field, fault.Code)).ShouldContain((field, code));
    }

    [Fact]
    public void a_contract_that_stays_the_same_is_no_amendment() =>
        Should.Throw<Refused>(() => Amend(Samples.Signed(), july, _ => { })).Code.ShouldBe("nothing_changed");

    [Theory]
    [InlineData("2026-06-30", "", null)]
    [InlineData("2026-07-01", "", "notice_passed")]
    [InlineData("2026-07-01", "De aanbesteding is ingetrokken.", null)]
    public void an_extension_is_announced_six_months_before_the_end(string today, string reason, string? refusal)
    {
        var current = Samples.Signed();
        ContractState Extend() => Amend(current, new DateOnly(2027, 1, 1), contract =>
        {
            contract.EndsOn = "2027-12-31";
            contract.YearBudgets.Add(new YearBudget { Year = 2027, BudgetCents = 45_000_000 });
            contract.Products[0].Tariffs[0].ValidUntil = "2026-12-31";
            contract.Products[0].Tariffs.Add(new Tariff { ValidFrom = "2027-01-01", RateEur = "1.6" });
        }, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), reason);

        if (refusal is not null)
        {
            Should.Throw<Refused>(Extend).Code.ShouldBe(refusal);
            return;
        }
        var extended = Extend();
        extended.EndsOn.ShouldBe(new DateOnly(2027, 12, 31));
        Inkoop.Contracts.ContractWire.AsOf(extended, new DateOnly(2026, 12, 31)).Products[0].Tariffs.Single().RateE8.ShouldBe(145_000_000);
        Inkoop.Contracts.ContractWire.AsOf(extended, new DateOnly(2027, 1, 1)).Products[0].Tariffs.Single().RateE8.ShouldBe(160_000_000);
    }

    [Theory]
    [InlineData("2026-12-31", "2026-06-30")]
    [InlineData("2027-08-31", "2027-02-28")]
    [InlineData("2028-08-31", "2028-02-29")]
    [InlineData("2026-12-15", "2026-06-15")]
    public void notice_ends_six_months_before_the_contract(string ends, string last) =>
        Amendment.LastDayOfNotice(DateOnly.Parse(ends, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture));

    // The law that matters: whatever was changed in whatever order, an amendment that is accepted gives every earlier day the tariff and the buyers that it had.
    [Fact]
    public void no_day_before_an_accepted_amendment_becomes_different()
    {
        var day = Gen.Choose(0, 364).Select(i => new DateOnly(2026, 1, 1).AddDays(i));
        // Most begin near the day of the amendment, on both sides of it: that is where it goes wrong.
        var step = from first in Gen.Choose(-3, 40) from days in Gen.Choose(0, 200) from rate in Gen.Choose(1, 4) select (first, days, rate);
        var proposals = from @from in day
                        from steps in step.ListOf(1)
                        from buyers in step.ListOf(1)
                        from some in Gen.Choose(0, 3)
                        select (@from, steps: steps.Take(some & 1).Select(one => Days(@from, one)).ToList(), buyers: buyers.Take(some >> 1).Select(one => Days(@from, one)).ToList());
        var accepted = 0;
        Prop.ForAll(proposals.ToArbitrary(), proposal =>
        {
            var current = Samples.Signed();
            ContractState amended;
            try
            {
                amended = Amend(current, proposal.@from, contract =>
                {
                    foreach (var (first, last, rate) in proposal.steps)
                    {
                        contract.Products[0].Tariffs[0].ValidUntil = Iso(first.AddDays(-1));
                        contract.Products[0].Tariffs.Add(new Tariff { ValidFrom = Iso(first), ValidUntil = Iso(last), RateEur = $"1.{rate}5" });
                    }
                    foreach (var (first, last, _) in proposal.buyers)
                        (contract.Buyers[0].ValidFrom, contract.Buyers[0].ValidUntil) = (first.DayOfYear % 2 == 0 ? "2026-01-01" : Iso(first), Iso(last));
                });
            }
            catch (Fault)
            {
                return;
            }
            accepted++;
            for (var at = current.StartsOn; at < proposal.@from; at = at.AddDays(1))
            {
                (TariffCalendar.On(amended.Products[0].Tariffs, at, amended.EndsOn)?.RateE8).ShouldBe(TariffCalendar.On(current.Products[0].Tariffs, at, current.EndsOn)?.RateE8);
                amended.Buyers.Count(buyer => buyer.Holds(at, amended.EndsOn)).ShouldBe(current.Buyers.Count(buyer => buyer.Holds(at, current.EndsOn)));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20_261_128, 1));
        accepted.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void changes_name_each_thing_once_with_what_it_was_and_became()
    {
        var before = Samples.Signed();
        var after = Amend(before, july, contract =>
        {
            contract.Products[0].Tariffs[0].ValidUntil = "2026-06-30";
            contract.Products[0].Tariffs.Add(new Tariff { ValidFrom = "2026-07-01", RateEur = "1.5" });
            contract.Buyers[0].ValidUntil = "2026-09-30";
            contract.YearBudgets[0].BudgetCents = 1;
        });
        var changes = ContractChanges.Between(Inkoop.Contracts.ContractWire.ToWire(before, default), Inkoop.Contracts.ContractWire.ToWire(after, default));
        changes.Select(change => (change.Kind, change.Subject, change.From)).ShouldBe(
        [
            (ContractChangeKind.Buyer, "0957", ""),
            (ContractChangeKind.Budget, "2026", ""),
            (ContractChangeKind.Tariff, "45A03", "2026-07-01"),
        ]);
        changes[2].Before.Products.Single().Tariffs.Single().RateEur.ShouldBe("1.45");
        changes[2].After.Products.Single().Tariffs.Single().RateEur.ShouldBe("1.5");
        ContractChanges.Between(Inkoop.Contracts.ContractWire.ToWire(before, default), Inkoop.Contracts.ContractWire.ToWire(before, default)).ShouldBeEmpty();
    }

    private static ContractState Amend(ContractState current, DateOnly from, Action<Contract> change, DateOnly? today = null, string reason = "")
    {
        var proposal = Inkoop.Contracts.ContractWire.ToWire(current, default);
        change(proposal);
        var check = new Check();
        var proposed = ContractCheck.Read(Amendment.Fix(proposal, current), current.ContractId, current.Version + 1, Samples.Facts(), check);
        check.ThrowIfAny();
        return Amendment.Apply(current, proposed, new AmendmentTerms { From = from, Today = today ?? new DateOnly(2026, 3, 1), OverrideReason = reason }, check);
    }

    private static Product New(string code, string from) => new()
    {
        LotId = "1",
        Category = "45",
        Code = code,
        Description = "Begeleiding groep",
        Unit = "04",
        Variant = DeliveryVariant.Effort,
        Tariffs = { new Tariff { ValidFrom = from, RateEur = "62.5" } },
    };

    private static (DateOnly First, DateOnly Last, int Rate) Days(DateOnly from, (int First, int Days, int Rate) step) =>
        (from.AddDays(step.First), from.AddDays(step.First + step.Days), step.Rate);

    private static string Iso(DateOnly day) => Inkoop.Wire.WireText.Day(day);
}
