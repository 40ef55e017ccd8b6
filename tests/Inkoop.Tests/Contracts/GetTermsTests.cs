using Inkoop.Agreements;
using Inkoop.Contracts;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Contracts;

public class GetTermsTests
{
    private static readonly ContractState first = Samples.Signed();
    private static readonly ContractState second = Samples.Signed(
        contract => (contract.Number, contract.Products[0].Tariffs[0].RateEur) = ("MLO-2026-002", "1.5"), Guid.Parse("0197a000-0000-7000-8000-0000000000c2"), new DateOnly(2025, 12, 15));

    [Fact]
    public void a_question_gets_the_unrounded_tariff_of_its_own_day()
    {
        var changed = TariffChange.Apply(first, "45A03", new DateOnly(2026, 7, 1), 151_161_050);
        var book = new TermsBook([changed]);
        book.Answer(Ask("2026-06-30")).RateEur.ShouldBe("1.45");
        var terms = book.Answer(Ask("2026-07-01"));
        terms.RateEur.ShouldBe("1.5116105");
        terms.ContractVersion.ShouldBe(3);
        terms.Unit.ShouldBe("01");
        terms.FundingModel.ShouldBe("price_times_quantity");
        terms.RoundingRule.ShouldBe(RoundingRule.UnroundedTariff);
    }

    [Fact]
    public void a_product_without_a_tariff_that_day_is_found_without_one()
    {
        var terms = new TermsBook([first]).Answer(Ask("2026-06-30", code: "50O01", category: "50"));
        terms.Found.ShouldBeTrue();
        terms.RateEur.ShouldBe("");
    }

    [Fact]
    public void a_product_is_found_by_its_id_in_a_contract_and_says_its_category_and_code()
    {
        var ask = Ask("2026-03-01", category: "", code: "") with { ContractId = first.ContractId };
        var terms = new TermsBook([first, second]).Answer(ask with { ProductId = "45A03" });
        (terms.Found, terms.ProductId, terms.Category, terms.Code, terms.ContractNumber).ShouldBe((true, "45A03", "45", "45A03", "MLO-2026-001"));
        new TermsBook([first, second]).Answer(ask with { ProductId = "45A99" }).Found.ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-06-30", true)]
    [InlineData("2026-07-01", false)]
    public void a_municipality_has_terms_on_the_days_that_it_buys(string on, bool found) =>
        new TermsBook([first]).Answer(Ask(on, municipality: "1641")).Found.ShouldBe(found);

    [Theory]
    [InlineData("2025-12-31")]
    [InlineData("2027-01-01")]
    public void outside_the_contract_there_are_no_terms(string on) => new TermsBook([first]).Answer(Ask(on)).Found.ShouldBeFalse();

    [Theory]
    [InlineData("45", "45A99")]
    [InlineData("46", "45A03")]
    public void an_uncontracted_product_has_no_terms(string category, string code) =>
        new TermsBook([first]).Answer(Ask("2026-03-01", category: category, code: code)).Found.ShouldBeFalse();

    [Fact]
    public void of_two_contracts_the_latest_signed_answers_unless_one_is_named()
    {
        foreach (var book in new[] { new TermsBook([first, second]), new TermsBook([second, first]) })
        {
            book.Answer(Ask("2026-03-01")).ContractNumber.ShouldBe("MLO-2026-002");
            book.Answer(Ask("2026-03-01") with { ContractId = first.ContractId }).ContractNumber.ShouldBe("MLO-2026-001");
        }
    }

    [Fact]
    public void a_named_contract_of_another_provider_does_not_answer() =>
        new TermsBook([first]).Answer(Ask("2026-03-01") with { ContractId = first.ContractId, ProviderAgbCode = "09090909" }).Found.ShouldBeFalse();

    [Fact]
    public void an_allocation_of_a_category_gets_the_contract_without_a_product()
    {
        var terms = new TermsBook([first]).Answer(Ask("2026-03-01", code: ""));
        terms.Found.ShouldBeTrue();
        terms.ProductId.ShouldBe("");
        new TermsBook([first]).Answer(Ask("2026-03-01", category: "43", code: "")).Found.ShouldBeFalse();
    }

    [Fact]
    public void a_question_that_cannot_be_asked_is_named_with_its_place_in_the_batch()
    {
        var check = new Check();
        TermsQuestions.Read(new GetTermsRequest { Questions = { new TermsQuestion { ProviderAgbCode = "01020304", On = "2026-03-01" }, new TermsQuestion { On = "2026-02-30" } } }, check);
        check.Faults.Select(fault => fault.Field).ShouldBe(["questions[1].provider_agb_code", "questions[1].on"]);
    }

    private static Question Ask(string on, string municipality = "0957", string category = "45", string code = "45A03") =>
        new(null, null, "01020304", municipality, category, code, "", DateOnly.ParseExact(on, "yyyy-MM-dd"));
}
