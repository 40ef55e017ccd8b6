using System.Net;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.CommandLine;
using Inkoop.Tests.Contracts;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Region = Inkoop.Tests.Journeys.Region;

namespace Inkoop.Tests.Admin;

/// <summary>A lot whose amounts are too large to count with stops nobody: it is named as left out by everything that adds up a year, and no page or command fails for it.</summary>
public sealed class TooLargeLotTests(TooLargeLotTests.TooLarge app) : IClassFixture<TooLargeLotTests.TooLarge>
{
    private const string Code = "amount_too_large";
    private const string Said = "te groot om mee te rekenen";

    /// <summary>What no declaration would bring: more minutes than cents fit.</summary>
    public sealed class TooLarge : InkoopApp
    {
        public Region Region { get; private set; } = null!;

        public override async Task InitializeAsync()
        {
            ExpectedErrors.Add("TaskCanceledException");
            await base.InitializeAsync();
            Region = new Region(this);
            await Region.RegisterProviderAsync("Stichting Veel");
            await Region.SignContractAsync("JH-2026-VEEL", "1.45", "01", null);
            var line = Samples.Line(Guid.Parse(Region.Contract.ContractId), "VEEL1", new DateOnly(2026, 1, 1), 1_000_000_000_000_000_000, 100, municipality: Region.Municipality, product: Region.Code);
            var told = Samples.Judged(line) with { ProviderId = Guid.Parse(Region.ProviderId), DeclaredMonth = new DateOnly(2026, 2, 1) };
            var settlements = Client<SettlementService.SettlementServiceClient>(Role.Finance);
            await Eventually.GetsAsync(async () => (await settlements.ListSettlementsAsync(new ListSettlementsRequest { Year = 2026 })).TotalCount, count => count > 0);
            await Services.GetRequiredService<IMediator>().Publish(told, Pipe.Execute<PublishContext<Wire.Events.LinesJudged>>(context => context.MessageId = Guid.CreateVersion7()));
        }
    }

    [Fact]
    public async Task every_sum_of_a_year_names_it_as_left_out()
    {
        var payments = app.Client<PaymentService.PaymentServiceClient>(Role.Finance);
        (await Eventually.GetsAsync(async () => await payments.GetYearStatementAsync(new GetYearStatementRequest { Year = 2026 }), statement => statement.Omissions.Count > 0))
            .Omissions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Code.ShouldBe(Code), one => one.Text.ShouldContain(Said));
        (await payments.ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = 2026 })).Omissions.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(one => one.Code.ShouldBe(Code), one => one.LotId.ShouldBe("1"), one => one.Text.ShouldContain(Said));
        var run = await Should.ThrowAsync<RpcException>(async () => await payments.ProposePaymentRunAsync(new ProposePaymentRunRequest { RequestId = "veel", Year = 2026, Until = "2026-06-30" }));
        run.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        run.Status.Detail.ShouldContain(Said);
        var compared = await app.Client<SettlementService.SettlementServiceClient>(Role.Finance).CompareSettlementsAsync(new CompareSettlementsRequest
        {
            BaseFrom = "2025-01-01",
            BaseUntil = "2025-06-30",
            From = "2026-01-01",
            Until = "2026-06-30",
        });
        compared.WithoutAmount.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Code.ShouldBe(Code), one => one.Text.ShouldContain(Said));
        compared.Cents.ShouldBe(0);
    }

    [Theory]
    [InlineData("/gemeenten-en-jaren?jaar=2026", true)]
    [InlineData("/jaaropgave?jaar=2026", true)]
    [InlineData("/kostenontwikkeling?basis-van=2025-01&basis-tot=2025-06&van=2026-01&tot=2026-06", true)]
    [InlineData("/afrekeningen/{contract}?van=2026-01-01&tot=2026-06-30", true)]
    [InlineData("/afrekeningen?jaar=2026", false)]
    [InlineData("/", false)]
    public async Task every_page_says_so_or_goes_without(string path, bool says)
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.Finance);
        var page = await visitor.GetAsync(path.Replace("{contract}", app.Region.Contract.ContractId, StringComparison.Ordinal));
        page.Status.ShouldBe(HttpStatusCode.OK, path);
        if (says) Visitor.Text(page.Html).ShouldContain(Said, Case.Sensitive, path);
    }

    [Theory]
    [InlineData("statement", "2026")]
    [InlineData("municipalities", "2026")]
    [InlineData("settlement", "compare", "--year", "2026")]
    public async Task every_command_says_so(params string[] command)
    {
        var ran = await CommandRun.OnAsync(app, Role.Finance, "", command);
        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain(Said);
    }
}
