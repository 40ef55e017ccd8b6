using Inkoop.Dispositions.Allocations;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

public class AllocationDecisionTests
{
    [Theory]
    [InlineData("01", "1", true, true)]
    [InlineData("04", "1", true, true)]
    [InlineData("01", "2", false, true)] // per week asks for an end (CD076)
    [InlineData("04", "4", true, true)]
    [InlineData("01", "6", true, true)]
    [InlineData("14", "1", null, null)] // never per day (CS338)
    [InlineData("16", "1", null, null)]
    [InlineData("84", "1", null, null)]
    [InlineData("14", "2", false, true)]
    [InlineData("16", "4", true, true)]
    [InlineData("84", "6", true, true)]
    [InlineData("82", "6", null, null)] // pieces of output
    [InlineData("83", "4", null, null)]
    public void effort_is_allocated_in_the_fillings_of_the_standard(string unit, string frequency, bool? open, bool? ended) =>
        Fills(DeliveryVariant.Effort, unit, frequency, open ?? false, ended ?? false);

    [Theory]
    [InlineData("82", "1", true, true)]
    [InlineData("82", "2", false, true)]
    [InlineData("82", "4", true, true)]
    [InlineData("82", "6", true, true)]
    [InlineData("83", "1", false, false)]
    [InlineData("83", "2", false, true)]
    [InlineData("83", "4", true, true)]
    [InlineData("83", "6", false, true)] // a trajectory has an end
    [InlineData("01", "6", false, false)]
    [InlineData("84", "6", false, false)]
    public void output_is_allocated_in_the_fillings_of_the_standard(string unit, string frequency, bool open, bool ended) =>
        Fills(DeliveryVariant.Output, unit, frequency, open, ended);

    [Fact]
    public void an_unknown_frequency_is_a_fault_of_that_field()
    {
        var check = new Check();
        AllocationDecision.CheckFilling(check, DeliveryVariant.Effort, "01", Wanted(frequency: "3"));
        check.Faults.Single().Field.ShouldBe("frequency");
    }

    [Fact]
    public void all_faults_come_at_once()
    {
        var fault = Should.Throw<Invalid>(() => AllocationDecision.Decide(Wanted(volume: 0, unit: "16", frequency: "2", from: "2025-12-31", open: true), Terms()));
        fault.Fields.Select(field => (field.Field, field.Code)).ShouldBe(
        [
            ("unit", "unit_differs"), ("volume", "out_of_range"), ("ends_on", "required"), ("starts_on", "outside_contract"),
        ]);
    }

    [Theory]
    [InlineData("2026-01-01", "2026-12-31", true)]
    [InlineData("2025-12-31", "2026-12-31", false)]
    [InlineData("2026-01-01", "2027-01-01", false)]
    public void an_allocation_stays_within_the_contract(string from, string until, bool allowed)
    {
        var wanted = Wanted(from: from, until: until);
        if (allowed)
            AllocationDecision.Decide(wanted, Terms()).ShouldBe("01");
        else
            Should.Throw<Invalid>(() => AllocationDecision.Decide(wanted, Terms())).Fields.Single().Code.ShouldBe("outside_contract");
    }

    [Fact]
    public void what_no_signed_contract_sells_is_not_allocated() =>
        Should.Throw<Refused>(() => AllocationDecision.Decide(Wanted(), new Terms())).Code.ShouldBe("not_contracted");

    [Fact]
    public void a_provider_without_agb_code_cannot_be_told()
    {
        var terms = Terms();
        terms.ProviderAgbCode = "";
        Should.Throw<Refused>(() => AllocationDecision.Decide(Wanted(), terms)).Code.ShouldBe("provider_without_agb");
    }

    [Fact]
    public void task_based_care_is_not_allocated_per_child()
    {
        var terms = Terms();
        terms.Variant = DeliveryVariant.Task;
        Should.Throw<Refused>(() => AllocationDecision.Decide(Wanted(), terms)).Code.ShouldBe("task_not_allocated");
    }

    [Theory]
    [InlineData("2026-01-01", "2026-03-31", true)]  // same days
    [InlineData("2026-03-31", "2026-04-30", true)]  // one day in common
    [InlineData("2026-04-01", "2026-04-30", false)] // the day after
    [InlineData("2025-11-01", "2025-12-31", false)] // the day before
    [InlineData("2025-11-01", null, true)]
    public void the_same_product_in_overlapping_days_is_stacking(string from, string? until, bool stacks)
    {
        var other = new AllocationRow { StartsOn = new DateOnly(2026, 1, 1), EndsOn = new DateOnly(2026, 3, 31) };
        AllocationDecision.Stacks(Wanted(from: from, until: until ?? "", open: until is null), [other]).ShouldBe(stacks);
    }

    [Fact]
    public void an_open_allocation_overlaps_everything_after_it() =>
        AllocationDecision.Stacks(Wanted(from: "2030-01-01", until: "2030-12-31"), [new AllocationRow { StartsOn = new DateOnly(2026, 1, 1) }]).ShouldBeTrue();

    [Fact]
    public void a_whole_category_is_allocated_without_code_volume_unit_or_frequency()
    {
        var granted = AllocationDecision.DecideCategory(Category(), "45", [Product("45A03", DeliveryVariant.Output), Product("45A04")]);
        (granted.Category, granted.Code, granted.ProductId).ShouldBe(("45", "", ""));
        granted.Terms.Variant.ShouldBe(DeliveryVariant.Effort);
    }

    [Fact]
    public void all_faults_of_a_whole_category_come_at_once()
    {
        var wanted = Category() with { Volume = 10, Unit = "01", Frequency = "6", StartsOn = new DateOnly(2026, 4, 1), EndsOn = new DateOnly(2026, 3, 31) };
        Should.Throw<Invalid>(() => AllocationDecision.DecideCategory(wanted, "45", [Product("45A04")])).Fields.Select(field => (field.Field, field.Code)).ShouldBe(
        [
            ("volume", "not_with_category"), ("unit", "not_with_category"), ("frequency", "not_with_category"), ("ends_on", "ends_before_start"),
        ]);
    }

    [Fact]
    public void a_whole_category_stays_within_the_contract() =>
        Should.Throw<Invalid>(() => AllocationDecision.DecideCategory(Category() with { EndsOn = new DateOnly(2027, 1, 1) }, "45", [Product("45A04")])).Fields.Single().Code.ShouldBe("outside_contract");

    [Fact]
    public void what_is_bought_nationally_or_as_output_is_allocated_by_the_product()
    {
        Refusal("55", Product("55A01")).ShouldBe("category_not_allocated_whole");
        Refusal("45", Product("45A03", DeliveryVariant.Output)).ShouldBe("category_not_allocated_whole");
        Refusal("45", Product("45A03", DeliveryVariant.Task)).ShouldBe("category_not_allocated_whole");
    }

    [Fact]
    public void a_category_without_a_product_in_force_is_not_contracted()
    {
        Refusal("45").ShouldBe("not_contracted");
        Refusal("45", new AgreedProduct("45", "45A04", new Terms())).ShouldBe("not_contracted");
    }

    [Theory]
    [InlineData("45", "45A04", "specific")]
    [InlineData("45", "", "unspecific")]
    [InlineData("46", "46A01", "crisis")]
    [InlineData("46", "", "crisis")]
    public void the_kind_follows_from_category_and_code(string category, string code, string kind) => AllocationKinds.Of(category, code).ShouldBe(kind);

    private static string Refusal(string category, params AgreedProduct[] products) =>
        Should.Throw<Refused>(() => AllocationDecision.DecideCategory(Category(), category, products)).Code;

    private static AgreedProduct Product(string code, DeliveryVariant variant = DeliveryVariant.Effort)
    {
        var terms = Terms();
        (terms.ProductId, terms.Variant) = (code, variant);
        return new AgreedProduct(code[..2], code, terms);
    }

    private static Wanted Category() => new() { Volume = 0, Unit = "", Frequency = "", StartsOn = new DateOnly(2026, 1, 1) };

    private static void Fills(DeliveryVariant variant, string unit, string frequency, bool open, bool ended)
    {
        Allowed(openEnd: true).ShouldBe(open, "without an end");
        Allowed(openEnd: false).ShouldBe(ended, "with an end");

        bool Allowed(bool openEnd)
        {
            var check = new Check();
            AllocationDecision.CheckFilling(check, variant, unit, Wanted(unit: unit, frequency: frequency, open: openEnd));
            return !check.HasFaults;
        }
    }

    private static Wanted Wanted(long volume = 10, string unit = "", string frequency = "6", string from = "2026-01-01", string until = "2026-03-31", bool open = false) => new()
    {
        Volume = volume,
        Unit = unit,
        Frequency = frequency,
        StartsOn = DateOnly.Parse(from),
        EndsOn = open ? null : DateOnly.Parse(until),
    };

    private static Terms Terms() => new()
    {
        Found = true,
        Unit = "01",
        Variant = DeliveryVariant.Effort,
        ProviderAgbCode = "65656055",
        StartsOn = "2026-01-01",
        EndsOn = "2026-12-31",
    };
}
