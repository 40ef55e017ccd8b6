using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Tests.Money.Payments;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Reviews.V1;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Contracts.FundingSamples;
using static Inkoop.Tests.Money.FactsApp;

namespace Inkoop.Tests.Money.Cells;

/// <summary>
/// One word, one figure: whatever happened to a contract, and in whatever order, every way to ask how much was settled, due, paid, disputed and
/// open gives the same cents; what was kept up by events is what is made anew from all that was recorded.
/// </summary>
[Collection("payments")]
public sealed class OneFigureTests(PaymentsApp app)
{
    private static readonly string[] quarterStarts = ["2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01"];
    private static readonly string[] quarterEnds = ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"];

    public static TheoryData<string> Models => ["lines", "stays", "output", "task", "outcome", "subsidy"];

    [Theory, MemberData(nameof(Models))]
    public async Task every_way_to_ask_gives_the_same_cents(string model)
    {
        for (var seed = 1; seed <= 34; seed++)
        {
            var history = await History.LiveAsync(app, model, seed);
            await CheckAsync(history.Contract, history.InPaymentCents, $"{model}, seed {seed}: {string.Join(", ", history.Done)}");
        }
    }

    [Fact]
    public async Task a_product_that_is_paid_by_the_day_is_one_row_with_the_lines_that_declare_it()
    {
        var product = Product("43A12", "14", "310");
        product.Tariffs[0].ValidFrom = "2025-01-01";
        var contract = await app.FundedAsync(new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity { Stays = { new StayPrice { ProductId = "43A12", Tiers = { Tier(0, "310") } } } } }, product);
        var allocation = Guid.CreateVersion7();
        await app.TellAsync(Started(contract, allocation, "43A12", new(2025, 1, 10)));
        await app.TellAsync(Stopped(contract, allocation, "43A12", new(2025, 1, 10), new(2025, 1, 31)));
        await app.JudgeAsync(contract, Samples.Line(Guid.Parse(contract.ContractId), ContractsApp.Unique("R"), new(2025, 1, 1), 22, 682_000, product: "43A12", unit: "14", rateUnit: "14"));

        await Eventually.GetsAsync(() => TellAsync(contract.ContractId), told => told == 651_000);
        var reviews = app.Client<ReviewService.ReviewServiceClient>(Role.ContractManager);
        var row = (await reviews.GetReviewAsync(new GetReviewRequest { ContractId = contract.ContractId, Quarter = "2025-Q1" })).Review.Volumes.ShouldHaveSingleItem();
        (row.ProductId, row.Unit, row.Volume, row.AmountCents, row.LineCount).ShouldBe(("43A12", "14", 21, 651_000, 1));
    }

    private async Task CheckAsync(Contract contract, long inPayment, string story)
    {
        var id = contract.ContractId;
        var year = await SettledAsync(contract, "2025-01-01", PaymentsApp.LastDay);
        long quarters = 0;
        for (var i = 0; i < 4; i++)
            quarters += (await SettledAsync(contract, quarterStarts[i], quarterEnds[i])).SettledCents;
        var listed = (await app.Settlements().ListSettlementsAsync(new ListSettlementsRequest { Year = 2025, Search = contract.Number })).Settlements.Single();
        var compared = await app.Settlements(Role.ContractManager).CompareSettlementsAsync(new CompareSettlementsRequest
        {
            ContractIds = { id },
            BaseFrom = "2025-01-01",
            BaseUntil = "2025-06-30",
            From = "2025-07-01",
            Until = "2025-12-31",
        });

        listed.SettledCents.ShouldBe(year.SettledCents, story);
        quarters.ShouldBe(year.SettledCents, story);
        (compared.BaseCents + compared.Cents).ShouldBe(year.SettledCents, story);
        year.Parts.Sum(part => part.AmountCents).ShouldBe(year.SettledCents, story);

        // Kept up by events, and made anew as of now.
        var (kept, anew) = (await StatementAsync(contract, null), await StatementAsync(contract, Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow())));
        kept.Rows.ShouldBe(anew.Rows, story);
        (kept.DueCents - kept.PaidCents - kept.ApprovedCents - kept.DisputedCents).ShouldBe(kept.OpenCents, story);
        kept.ApprovedCents.ShouldBe(inPayment, story);
        if (kept.Omissions.Count == 0)
            (await ToPayAsync(contract)).ShouldBe(kept.OpenCents, story);

        // Reviews hear of it.
        var reviews = app.Client<ReviewService.ReviewServiceClient>(Role.ContractManager);
        await Eventually.GetsAsync(
            async () => (await reviews.ListReviewsAsync(new ListReviewsRequest { Quarter = "2025-Q4", Search = contract.Number })).Reviews.Count, count => count == 1);
        await Eventually.GetsAsync(() => TellAsync(id), told => told == year.SettledCents);
        var review = (await reviews.GetReviewAsync(new GetReviewRequest { ContractId = id, Quarter = "2025-Q4" })).Review;
        review.Budget.ProducedYearCents.ShouldBe(year.SettledCents, story);
        review.History.Sum(quarter => quarter.ProducedCents).ShouldBe(year.SettledCents, story);
    }

    private async Task<Settlement> SettledAsync(Contract contract, string from, string until) =>
        (await app.Settlements().GetSettlementAsync(new GetSettlementRequest { ContractId = contract.ContractId, From = from, Until = until })).Settlement;

    private async Task<GetYearStatementReply> StatementAsync(Contract contract, Timestamp? asOf) =>
        await app.Payments().GetYearStatementAsync(new GetYearStatementRequest { Year = 2025, ProviderId = contract.ProviderId, AsOf = asOf });

    private async Task<long> ToPayAsync(Contract contract)
    {
        try
        {
            var run = await app.ProposeAsync(contract);
            await app.Payments().DropPaymentRunAsync(new DropPaymentRunRequest { RequestId = ContractsApp.Unique("drop"), RunId = run.RunId, ExpectedVersion = run.Version, Reason = "Alleen geteld" });
            return run.TotalCents;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition)
        {
            PaymentsApp.Reason(refused).ShouldBe("nothing_to_pay");
            return 0;
        }
    }

    private async Task<long> TellAsync(string contractId)
    {
        await using var reviews = new SqliteConnection($"Data Source={Path.Combine(app.Folder, "reviews.db")}");
        return await reviews.ExecuteScalarAsync<long?>("SELECT SUM(settled_cents) FROM settled_month WHERE contract_id = @contractId AND year = 2025", new { contractId }) ?? 0;
    }
}
