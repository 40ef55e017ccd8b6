using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money;

/// <summary>Population funding beside other contracts: care of its kinds is not paid under those too.</summary>
[Collection("facts")]
public class DoublePaymentTests(ContractsApp app)
{
    // Kinds of care that no other test funds by population.
    private const string Ambulant = "51A01";
    private const string Protection = "48A04";

    private static FundingArrangement perProduct => new() { PriceTimesQuantity = new PriceTimesQuantity() };

    private static FundingArrangement population => new()
    {
        Population = new PopulationFunding { AnnualBudgetCents = 100_000_000, Weights = { new[] { "0957", "1641", "1669" }.Select(code => FundingSamples.Weight(code, "1")) } },
    };

    [Fact]
    public async Task youth_protection_beside_a_population_is_paid_once_and_its_own_kind_of_care_twice()
    {
        await app.SignedAsync(population, FundingSamples.Product(Ambulant, "84", "1", DeliveryVariant.Task));
        var joint = await app.SignedAsync(perProduct, FundingSamples.Product(Protection, "84", "812.50"), FundingSamples.Product(Ambulant, "84", "100"));
        await CareAsync(joint, Protection, new(2026, 1, 1), new(2026, 3, 31), "p-schiedam");
        (await TwiceAsync(joint)).ShouldBeEmpty("another kind of care than the population pays");

        await CareAsync(joint, Ambulant, new(2026, 2, 1), new(2026, 2, 10), "p-schiedam");
        // On the same days once more, of the same client: a day is a day.
        await CareAsync(joint, Ambulant, new(2026, 2, 5), new(2026, 2, 12), "p-schiedam");
        await CareAsync(joint, Ambulant, new(2026, 3, 1), new(2026, 3, 2), "p-other", "1641");
        var twice = await TwiceAsync(joint);
        twice.Select(row => (row.MunicipalityCode, row.Category, row.DayCount, row.FirstDay, row.LastDay)).ShouldBe(
            [("0957", "51", 12L, "2026-02-01", "2026-02-12"), ("1641", "51", 2L, "2026-03-01", "2026-03-02")]);
        twice[0].Arrangements.Select(one => one.FundingModel).ShouldBe(["population", "price_times_quantity"], ignoreOrder: true);
    }

    [Fact]
    public async Task two_contracts_that_each_pay_their_own_care_pay_nothing_twice()
    {
        var first = await app.SignedAsync(perProduct, FundingSamples.Product("52A01", "84", "100"));
        var second = await app.SignedAsync(perProduct, FundingSamples.Product("52A01", "84", "100"));
        foreach (var contract in new[] { first, second }) await CareAsync(contract, "52A01", new(2026, 1, 1), new(2026, 1, 31), "p-both");
        (await TwiceAsync(first)).ShouldBeEmpty();
    }

    [Fact]
    public async Task is_not_for_a_provider() =>
        (await ContractsApp.RefusedAsync(async () => await Payments(Role.Provider).ListDoublePaymentsAsync(new ListDoublePaymentsRequest { Year = 2026 }))).StatusCode.ShouldBe(StatusCode.PermissionDenied);

    private async Task CareAsync(Contract contract, string product, DateOnly from, DateOnly until, string client, string municipality = "0957")
    {
        var allocation = Guid.CreateVersion7();
        await app.TellAsync(FactsApp.Started(contract, allocation, product, from, client, municipality));
        await app.TellAsync(FactsApp.Stopped(contract, allocation, product, from, until, client, municipality));
    }

    private async Task<IReadOnlyList<DoublePayment>> TwiceAsync(Contract contract) =>
        [.. (await Payments(Role.Finance).ListDoublePaymentsAsync(new ListDoublePaymentsRequest { Year = 2026 })).Payments.Where(row => row.Arrangements.Any(one => one.ContractId == contract.ContractId))];

    private PaymentService.PaymentServiceClient Payments(string role) => app.Client<PaymentService.PaymentServiceClient>(role, role == Role.Provider ? "00000000-0000-7000-8000-000000000001" : "");
}
