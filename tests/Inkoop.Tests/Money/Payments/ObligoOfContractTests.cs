using Inkoop.Tests.Contracts;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Shouldly;
using Xunit;
using Contract = Inkoop.Wire.Contracts.V1.Contract;

namespace Inkoop.Tests.Money.Payments;

/// <summary>What a contract is still bound to, as the year of its municipalities shows it.</summary>
[Collection("payments")]
public sealed class ObligoOfContractTests(PaymentsApp app)
{
    [Fact]
    public async Task what_is_not_declared_within_the_term_leaves_the_obligo_and_what_was_declared_in_time_takes_nothing_off_the_rest()
    {
        var codes = await app.MunicipalitiesAsync(1);
        // 2025 is over: with a term of so many months exactly December can still be declared.
        var today = DutchDay.Of(TimeProvider.System.GetUtcNow());
        var months = ((today.Year - 2025) * 12) + today.Month - 12;
        var contract = await BoughtByAsync(codes[0], months);
        contract.DeclarationMonths.ShouldBe(months);
        var allocation = Guid.CreateVersion7();
        await app.DeliverAsync(Allocated(contract, allocation, 100, codes[0]));
        await app.JudgeAsync(contract, app.Line(contract, ContractsApp.Unique("R"), 1, 100, municipality: codes[0]) with { AllocationId = allocation });

        (await YearAsync(codes[0])).ObligoCents.ShouldBe(14_500);
        await app.JudgeAsync(contract, app.Line(contract, ContractsApp.Unique("R"), 12, 40, municipality: codes[0]) with { AllocationId = allocation });
        (await YearAsync(codes[0])).ObligoCents.ShouldBe(60 * 145);
    }

    [Fact]
    public async Task an_obligo_that_cannot_be_counted_is_left_out_by_name()
    {
        var codes = await app.MunicipalitiesAsync(1);
        var contract = await BoughtByAsync(codes[0], 0);
        foreach (var volume in new[] { 1_000, long.MaxValue / 2 })
            await app.DeliverAsync(Allocated(contract, Guid.CreateVersion7(), volume, codes[0]));
        await app.JudgeAsync(contract, app.Line(contract, ContractsApp.Unique("R"), 1, 100, municipality: codes[0]));

        var reply = await app.Payments().ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = 2025 });
        reply.Omissions.Single(omission => omission.ContractId == contract.ContractId).Code.ShouldBe("obligo_too_large");
        var year = reply.Municipalities.Single(year => year.MunicipalityCode == codes[0]);
        (year.SettledCents, year.ObligoCents).ShouldBe((14_500L, 0L));
        (await app.StatementAsync(contract)).ShouldHaveSingleItem().OpenCents.ShouldBe(14_500);
    }

    private Task<Contract> BoughtByAsync(string municipality, int declarationMonths) => app.ContractAsync(draft =>
    {
        draft.DeclarationMonths = declarationMonths;
        draft.Buyers.Clear();
        draft.Buyers.Add(new Buyer { MunicipalityCode = municipality, ValidFrom = "2025-01-01" });
    });

    private async Task<MunicipalityYear> YearAsync(string municipality) =>
        (await app.Payments().ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = 2025 })).Municipalities.Single(year => year.MunicipalityCode == municipality);

    private static ProductAllocated Allocated(Contract contract, Guid allocation, long volume, string municipality) =>
        FactsApp.Allocated(contract, allocation, contract.Products[0].ProductId, municipality: municipality) with
        {
            Volume = volume,
            Unit = "01",
            Frequency = "4",
            StartsOn = new(2025, 1, 1),
            EndsOn = new(2025, 12, 31),
        };
}
