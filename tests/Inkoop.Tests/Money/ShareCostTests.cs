using Dapper;
using Grpc.Core;
using Inkoop.Contracts;
using Inkoop.Money;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Providers.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money;

[Collection("facts")]
public class ShareCostTests(ContractsApp app)
{
    // A year of its own: the counts of other tests are no part of it. Codes that no contract names.
    private const int Year = 2041;
    private static readonly (string Code, long Inhabitants, long Cents)[] alkmaar =
    [
        ("0361", 107_100, 1_851_020), ("0373", 29_900, 516_765), ("0383", 34_800, 601_452), ("0398", 54_400, 940_200), ("0399", 22_700, 392_326), ("0416", 27_100, 468_372), ("0450", 13_300, 229_865),
    ];

    [Fact]
    public async Task passes_on_the_cost_of_a_project_by_inhabitants_to_the_cent()
    {
        await CountAsync();
        var request = Ask();
        request.Hours = new HoursAtRate { Hours = "360", RateEur = "150", LimitCents = 5_000_000 };
        var reply = await app.Settlements().ShareCostAsync(request);
        reply.TotalCents.ShouldBe(5_000_000);
        reply.Amounts.Select(amount => (amount.MunicipalityCode, amount.Cents)).ShouldBe(alkmaar.Select(part => (part.Code, part.Cents)));
        reply.Division.Children.Sum(part => part.AmountCents).ShouldBe(reply.Division.AmountCents);
        reply.Cost.Rule.ShouldBe("hours_at_rate");

        request.AmountCents = 10_000;
        (await app.Settlements().ShareCostAsync(request)).Amounts.Sum(amount => amount.Cents).ShouldBe(10_000);
    }

    [Fact]
    public async Task divides_by_agreed_shares_and_by_a_mix_of_keys()
    {
        await CountAsync();
        var request = Ask();
        request.AmountCents = 100_00;
        request.MunicipalityCodes.Clear();
        request.MunicipalityCodes.Add(["0361", "0373"]);
        request.Key.Add([new KeyShare { Kind = KeyKind.Fixed, Share = "0.5" }, new KeyShare { Kind = KeyKind.Inhabitants, Share = "0.5" }]);
        request.FixedShares.Add([new MunicipalityShare { MunicipalityCode = "0361", Share = "0.5" }, new MunicipalityShare { MunicipalityCode = "0373", Share = "0.5" }]);
        // Half of 50/50 and half of 107,100 : 29,900.
        (await app.Settlements().ShareCostAsync(request)).Amounts.Select(amount => amount.Cents).ShouldBe([64_09, 35_91]);
    }

    [Theory]
    [InlineData("RIJK")]
    [InlineData("0361 ")]
    [InlineData("361")]
    [InlineData("")]
    public async Task who_is_no_municipality_bears_nothing(string code)
    {
        var request = Ask();
        request.AmountCents = 100_00;
        request.MunicipalityCodes.Add(code);
        ContractsApp.Faults(await ContractsApp.RefusedAsync(async () => await app.Settlements().ShareCostAsync(request))).ShouldBe([$"municipality_codes[{request.MunicipalityCodes.Count - 1}] municipality_unknown"]);
    }

    [Fact]
    public async Task refuses_what_does_not_add_up_with_every_fault_at_once()
    {
        var request = new ShareCostRequest { Year = 1999, Key = { new KeyShare { Kind = KeyKind.Fixed, Share = "0.9" } }, FixedShares = { new MunicipalityShare { MunicipalityCode = "0361", Share = "1.5" } } };
        var fault = await ContractsApp.RefusedAsync(async () => await app.Settlements().ShareCostAsync(request));
        fault.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        ContractsApp.Faults(fault).ShouldBe(["title required", "year out_of_range", "amount_cents required", "municipality_codes required", "fixed_shares[0].share out_of_range", "fixed_shares[0].municipality_code not_a_payer"], ignoreOrder: true);

        var half = Ask();
        half.AmountCents = 100;
        half.Key.Add(new KeyShare { Kind = KeyKind.Inhabitants, Share = "0.5" });
        ContractsApp.Faults(await ContractsApp.RefusedAsync(async () => await app.Settlements().ShareCostAsync(half))).ShouldBe(["key shares_not_whole"]);

        var uncounted = Ask();
        uncounted.AmountCents = 100;
        uncounted.Year = 2042;
        ContractsApp.Faults(await ContractsApp.RefusedAsync(async () => await app.Settlements().ShareCostAsync(uncounted))).Single().ShouldEndWith("count_missing");
    }

    private static ShareCostRequest Ask() => new() { Title = "Projectleider", Year = Year, Source = "projectplan", MunicipalityCodes = { alkmaar.Select(part => part.Code) } };

    private async Task CountAsync()
    {
        using var load = app.Reference(Role.Operator).LoadMunicipalities();
        await load.RequestStream.WriteAsync(new LoadMunicipalitiesRequest
        {
            RequestId = "alkmaar",
            ValidFrom = "2026-01-01",
            Municipalities = { alkmaar.Select(part => new Municipality { Code = part.Code, Name = $"Gemeente {part.Code}", Province = "Noord-Holland", Region = "Alkmaar" }) },
        });
        await load.RequestStream.CompleteAsync();
        await load;
        await Eventually.GetsAsync(async () => await app.Services.GetRequiredService<MoneyDatabase>().ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM known_municipality WHERE name LIKE 'Gemeente 0%'"), default), known => known == alkmaar.Length);
        foreach (var (code, inhabitants, _) in alkmaar)
            await app.Facts().RecordFactAsync(new RecordFactRequest
            {
                RequestId = $"count-{Year}-{code}",
                Fact = new SettlementFact { Population = new PopulationCounted { MunicipalityCode = code, Year = Year, Inhabitants = inhabitants, Youths = inhabitants / 5 } },
            });
    }
}
