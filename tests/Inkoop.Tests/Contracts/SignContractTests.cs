using Inkoop.Contracts;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Contracts;

public class SignContractTests
{
    [Fact]
    public void a_signature_makes_the_next_version_and_changes_nothing_else()
    {
        var signed = Samples.Signed();
        signed.Version.ShouldBe(2);
        signed.SignedOn.ShouldBe(new DateOnly(2025, 12, 1));
        signed.ToTerms().Products.Count.ShouldBe(2);
    }

    [Fact]
    public void an_incomplete_draft_is_refused_with_all_that_it_lacks()
    {
        var draft = Samples.Signed() with { SignedOn = null, ProviderId = null, Buyers = [], Products = [] };
        var refused = Should.Throw<Refused>(() => Signing.Sign(draft, new DateOnly(2025, 12, 1)));
        refused.Code.ShouldBe("contract_incomplete");
        refused.Message.ShouldContain("aanbieder");
        refused.Message.ShouldContain("gemeente");
        refused.Message.ShouldContain("tarief");
    }

    [Fact]
    public void a_product_whose_first_tariff_comes_later_does_not_count()
    {
        var draft = Samples.Signed() with { SignedOn = null };
        var late = draft with { Products = [draft.Products[1]] };
        Should.Throw<Refused>(() => Signing.Sign(late, new DateOnly(2025, 12, 1))).Code.ShouldBe("contract_incomplete");
    }

    [Theory]
    [InlineData("price_times_quantity", false)]
    [InlineData("output", false)]
    [InlineData("task_based", true)]
    [InlineData("population", true)]
    [InlineData("outcome", true)]
    [InlineData("subsidy", true)]
    public void a_product_needs_a_tariff_where_it_is_paid_by_line_or_result(string model, bool signs)
    {
        var draft = Samples.Signed() with { SignedOn = null };
        var bare = draft with { Lots = [draft.Lots[0] with { FundingModel = model }], Products = [draft.Products[0] with { Tariffs = [] }] };
        if (signs) Signing.Sign(bare, new DateOnly(2025, 12, 1)).IsSigned.ShouldBeTrue();
        else Should.Throw<Refused>(() => Signing.Sign(bare, new DateOnly(2025, 12, 1))).Code.ShouldBe("contract_incomplete");
        var stay = new Inkoop.Wire.Contracts.V1.PriceTimesQuantity { Stays = { new Inkoop.Wire.Contracts.V1.StayPrice { ProductId = draft.Products[0].ProductId } } };
        Signing.Sign(bare with { Lots = [bare.Lots[0] with { Funding = new Inkoop.Wire.Contracts.V1.FundingArrangement { PriceTimesQuantity = stay } }] }, new DateOnly(2025, 12, 1)).IsSigned.ShouldBeTrue();
    }

    [Fact]
    public void a_signed_contract_is_not_signed_again() =>
        Should.Throw<Refused>(() => Signing.Sign(Samples.Signed(), new DateOnly(2025, 12, 1))).Code.ShouldBe("contract_signed");

    [Fact]
    public void a_tariff_changes_on_a_signed_contract_only()
    {
        var signed = Samples.Signed();
        var changed = TariffChange.Apply(signed, "45A03", new DateOnly(2026, 7, 1), 151_161_050);
        changed.Version.ShouldBe(3);
        changed.Products[0].Tariffs.Count.ShouldBe(2);
        changed.Products[1].ShouldBeSameAs(signed.Products[1]);
        Should.Throw<Refused>(() => TariffChange.Apply(signed with { SignedOn = null }, "45A03", new DateOnly(2026, 7, 1), 1)).Code.ShouldBe("contract_not_signed");
        Should.Throw<Invalid>(() => TariffChange.Apply(signed, "99Z99", new DateOnly(2027, 1, 1), 1)).Fields.Select(fault => fault.Field).ShouldBe(["product_id", "valid_from"]);
    }
}
