using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Admin;
using Inkoop.Tests.CommandLine;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Journeys;

/// <summary>Lots that are not paid by the line (subsidie, taak, populatie) with what is done, or whole categories, in place of an invented product: from signing to payment.</summary>
public sealed class LotsWithoutProductTests(LotsWithoutProductTests.Without app) : IClassFixture<LotsWithoutProductTests.Without>
{
    private const string Activities = "Opvoedspreekuur in de wijk";

    public sealed class Without : InkoopApp
    {
        public Region Region { get; private set; } = null!;

        public override async Task InitializeAsync()
        {
            ExpectedErrors.Add("TaskCanceledException");
            await base.InitializeAsync();
            Region = new Region(this);
            await Region.RegisterProviderAsync("Stichting Wijk");
            await Region.SignContractAsync("JH-2026-WIJK", "1.45", "01", contract =>
            {
                contract.Products.Clear();
                contract.Lots.Clear();
                contract.Lots.Add(
                [
                    new Lot { LotId = "1", Name = "Wijk", Activities = Activities, Funding = new FundingArrangement { Subsidy = new SubsidyFunding { GrantedCents = 1_200_000, AdvanceShare = "1" } } },
                    new Lot
                    {
                        LotId = "2", Name = "Taak", Categories = { Region.Category },
                        Funding = new FundingArrangement { TaskBased = new TaskBasedFunding { ReferenceVolume = 1, AnnualBudgetCents = 2_400_000, VolumeSource = VolumeSource.Care } },
                    },
                ]);
            });
        }
    }

    [Fact]
    public async Task it_is_signed_paid_and_added_up_without_a_product()
    {
        var signed = (await app.Client<ContractService.ContractServiceClient>(Role.Auditor).GetContractAsync(new GetContractRequest { ContractId = app.Region.Contract.ContractId })).Contract;
        (signed.Products.Count, signed.Lots[0].Activities).ShouldBe((0, Activities));
        signed.Lots[1].Categories.ShouldBe([Region.Category]);

        var payments = app.Client<PaymentService.PaymentServiceClient>(Role.Finance);
        var run = await Eventually.GetsAsync(async () =>
        {
            try
            {
                return (await payments.ProposePaymentRunAsync(new ProposePaymentRunRequest { RequestId = "wijk", Year = 2026, Until = "2026-01-31" })).Run;
            }
            catch (RpcException refused) when (refused.StatusCode is StatusCode.FailedPrecondition or StatusCode.InvalidArgument)
            {
                return null;
            }
        }, proposed => proposed is not null);
        // The whole subsidy, and one of twelve instalments of the task.
        run!.TotalCents.ShouldBe(1_200_000 + 200_000);
        var years = await payments.ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = 2026 });
        years.Municipalities.Sum(year => year.ForecastCents).ShouldBe(3_600_000);
        (await payments.GetYearStatementAsync(new GetYearStatementRequest { Year = 2026 })).Rows.Select(row => row.LotId).Distinct().ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task a_category_that_a_lot_covers_is_offered_allocated_and_counted_in_it()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.ProcurementOfficer);
        const string page = "/beschikkingen/afgeven";
        var offered = await visitor.SubmitAsync(page, (await visitor.GetAsync(page)).Html, "afgeven", new Dictionary<string, string>
        {
            ["issue.municipality_code"] = Region.Municipality,
            ["starts_on"] = "2026-01-01",
            ["_op"] = "producten",
        });
        offered.Html.ShouldContain($"value=\"{app.Region.Contract.ContractId}/{Region.Category}/\"");

        var officer = app.Client<DispositionService.DispositionServiceClient>(Role.ProcurementOfficer);
        var reply = await officer.AllocateProductAsync(new AllocateProductRequest
        {
            RequestId = "wijk-toewijzen",
            ContractId = app.Region.Contract.ContractId,
            Category = Region.Category,
            StartsOn = "2026-01-01",
            EndsOn = "2026-06-30",
            Issue = new IssueDispositionRequest
            {
                Number = "B-WIJK",
                MunicipalityCode = Region.Municipality,
                IssuedOn = "2025-12-15",
                Referrer = Referrer.Municipality,
                Client = new Client { Bsn = Region.Bsn, BirthDate = "2013-05-17", Gender = "2", LastName = "Proefpersoon", Address = new Address { Street = "Markt", HouseNumber = 1, PostalCode = "6041EM", City = "Roermond" } },
            },
        });
        (reply.Allocation.Category, reply.Allocation.ProductId, reply.MessageId.Length > 0).ShouldBe((Region.Category, "", true));
        var refused = await Should.ThrowAsync<RpcException>(async () => await officer.AllocateProductAsync(new AllocateProductRequest
        {
            RequestId = "wijk-ander",
            DispositionId = reply.Disposition.DispositionId,
            ContractId = app.Region.Contract.ContractId,
            Category = "50",
            StartsOn = "2026-01-01",
            EndsOn = "2026-06-30",
        }));
        refused.Status.Detail.ShouldContain("Geen ondertekend contract");
    }

    [Fact]
    public async Task pages_exports_and_commands_do_without_a_product_too()
    {
        var contract = app.Region.Contract.ContractId;
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.Finance);
        foreach (var path in new[]
        {
            $"/contracten/{contract}", $"/contracten/{contract}/tarief", $"/afrekeningen/{contract}?van=2026-01-01&tot=2026-03-31", "/gemeenten-en-jaren?jaar=2026", "/jaaropgave?jaar=2026",
            $"/feiten/vastleggen?soort=determination&contract={contract}", $"/wat-als?contract={contract}&van=2026-01&tot=2026-12", $"/kwartaalgesprekken/{contract}/2026-Q1", "/export/jaaropgave.csv?jaar=2026", "/export/gemeenten-en-jaren.csv?jaar=2026",
        })
            ((int)(await visitor.GetAsync(path)).Status).ShouldBeLessThan(500, path);
        Visitor.Text((await visitor.GetAsync($"/contracten/{contract}")).Html).ShouldContain(Activities);
        var shown = await CommandRun.OnAsync(app, Role.Finance, "", "contract", "show", app.Region.Contract.Number);
        shown.ExitCode.ShouldBe(0, shown.ToString());
        shown.Output.ShouldContain("Opvoedspreekuur");
        shown.Output.ShouldContain("hele categorieën: 45");
    }

    [Fact]
    public async Task what_a_lot_may_say_in_place_of_products_is_judged_at_its_field()
    {
        var contracts = app.Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer);
        var draft = app.Region.Contract.Clone();
        draft.Number = "JH-2026-FOUT";
        draft.Lots.Add(new Lot { LotId = "3", Name = "Ambulant", Activities = "Begeleiding", Categories = { "99", Region.Category }, Funding = new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() } });
        var refused = await Should.ThrowAsync<RpcException>(async () => await contracts.DraftContractAsync(new DraftContractRequest { RequestId = "fout", Contract = draft }));
        Contracts.ContractsApp.Faults(refused).ShouldBe(
        [
            "contract.lots[2].activities needs_products", "contract.lots[2].categories needs_products", "contract.lots[2].categories category_unknown", "contract.lots[2].categories duplicate",
        ]);

        // Without products and without a word about what it is for, it stays a draft.
        draft = app.Region.Contract.Clone();
        draft.Number = "JH-2026-LEEG";
        foreach (var lot in draft.Lots)
        {
            lot.Activities = "";
            lot.Categories.Clear();
        }
        var drafted = (await contracts.DraftContractAsync(new DraftContractRequest { RequestId = "leeg", Contract = draft })).Contract;
        var unsigned = await Should.ThrowAsync<RpcException>(async () => await contracts.SignContractAsync(
            new SignContractRequest { RequestId = "leeg-tekenen", ContractId = drafted.ContractId, ExpectedVersion = drafted.Version, SignedOn = "2025-12-01" }));
        unsigned.Status.Detail.ShouldContain("welke activiteiten of categorieën");
    }
}
