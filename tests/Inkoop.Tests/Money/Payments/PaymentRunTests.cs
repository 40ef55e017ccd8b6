using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Payments.PaymentsApp;

namespace Inkoop.Tests.Money.Payments;

[Collection("payments")]
public class PaymentRunTests(PaymentsApp app)
{
    [Fact]
    public async Task a_run_is_proposed_approved_by_another_paid_corrected_and_reversed()
    {
        var contract = await app.ContractAsync();
        var (r1, r2, r4, r5) = (ContractsApp.Unique("R"), ContractsApp.Unique("R"), ContractsApp.Unique("R"), ContractsApp.Unique("R"));
        await app.JudgeAsync(contract, app.Line(contract, r1, 1, 1_020), app.Line(contract, r2, 2, 960));

        var proposed = await app.ProposeAsync(contract, role: Role.Finance);
        (proposed.Status, proposed.TotalCents, proposed.LineCount, proposed.Version).ShouldBe((PaymentRunStatus.Proposed, 287_100L, 2L, 1L));
        Reason(await ContractsApp.RefusedAsync(() => app.ApproveAsync(proposed, Role.Finance))).ShouldBe("same_person");
        var approved = await app.ApproveAsync(proposed, Role.ContractManager);
        (approved.Status, approved.ProposedBy, approved.ApprovedBy).ShouldBe((PaymentRunStatus.Approved, "demo:finance", "demo:contract_manager"));
        await app.NothingIsOpenAsync(contract);
        (await FiguresAsync()).ShouldBe((0L, 287_100L, 0L), "at the bank it is not paid, and not proposed again");
        var today = WireText.Day(DutchDay.Of(TimeProvider.System.GetUtcNow()));
        Task<PaymentRunReply> PayAsync(string on) => app.Payments().RecordPaymentRunPaidAsync(new RecordPaymentRunPaidRequest
        {
            RequestId = ContractsApp.Unique("paid"),
            RunId = approved.RunId,
            ExpectedVersion = approved.Version,
            PaidOn = on,
        }).ResponseAsync;
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => PayAsync("1900-01-01"))).ShouldBe(["paid_on before_approval"]);
        var paid = (await PayAsync(today)).Run;
        (paid.Status, paid.PaidOn).ShouldBe((PaymentRunStatus.Paid, today));
        (await FiguresAsync()).ShouldBe((287_100L, 0L, 0L));

        await app.JudgeAsync(contract, app.Line(contract, r4, 1, 1_020, credits: r1), app.Line(contract, r5, 1, 1_000));
        var corrected = await app.PaidAsync(contract);
        corrected.TotalCents.ShouldBe(-2_900);
        (await app.LinesAsync(corrected)).Select(line => (line.Key, line.Cents)).ShouldBe([($"line/{r4}", -147_900L), ($"line/{r5}", 145_000L)]);

        Reason(await ContractsApp.RefusedAsync(() => app.ReverseAsync(paid, Role.Finance))).ShouldBe("same_person");
        var reversed = await app.ReverseAsync(paid, Role.ContractManager);
        reversed.Status.ShouldBe(PaymentRunStatus.Reversed);
        (await FiguresAsync()).ShouldBe((-2_900L, 0L, 287_100L));
        var again = await app.ProposeAsync(contract);
        (again.TotalCents, again.LineCount).ShouldBe((287_100L, 2L));
        (await app.LinesAsync(again)).ShouldAllBe(line => !line.IsDifference && line.BeforeCents == 0);
        (await app.LinesAsync(paid)).Sum(line => line.Cents).ShouldBe(287_100, "the lines of a run never change");

        async Task<(long Paid, long Approved, long Open)> FiguresAsync()
        {
            var rows = await app.StatementAsync(contract);
            return (rows.Sum(row => row.PaidCents), rows.Sum(row => row.ApprovedCents), rows.Sum(row => row.OpenCents));
        }
    }

    [Fact]
    public async Task a_moved_client_gives_a_line_for_each_municipality()
    {
        var contract = await app.ContractAsync();
        var (old, credit, moved) = (ContractsApp.Unique("R"), ContractsApp.Unique("R"), ContractsApp.Unique("R"));
        await app.JudgeAsync(contract, app.Line(contract, old, 1, 1_000));
        await app.PaidAsync(contract);
        await app.JudgeAsync(contract, app.Line(contract, credit, 1, 1_000, credits: old), app.Line(contract, moved, 1, 1_000, municipality: "1641"));
        var run = await app.ProposeAsync(contract);
        run.Municipalities.Select(municipality => (municipality.MunicipalityCode, municipality.Cents)).ShouldBe([("0957", -145_000L), ("1641", 145_000L)]);
        run.TotalCents.ShouldBe(0);
    }

    [Fact]
    public async Task a_changed_tariff_is_paid_as_a_difference()
    {
        var contract = await app.ContractAsync();
        var reference = ContractsApp.Unique("R");
        await app.JudgeAsync(contract, app.Line(contract, reference, 1, 1_000));
        await app.PaidAsync(contract);
        await app.ChangeTariffAsync(contract, "2025-01-01", "1.50");
        var line = (await app.LinesAsync(await app.ProposeAsync(contract))).ShouldHaveSingleItem();
        (line.Key, line.SettledCents, line.BeforeCents, line.Cents, line.IsDifference).ShouldBe(($"line/{reference}", 150_000L, 145_000L, 5_000L, true));
    }

    [Fact]
    public async Task a_tariff_that_changed_since_the_proposal_makes_it_outdated()
    {
        var contract = await app.ContractAsync();
        await app.JudgeAsync(contract, app.Line(contract, ContractsApp.Unique("R"), 1, 1_000));
        var proposed = await app.ProposeAsync(contract);
        await app.ChangeTariffAsync(contract, "2025-01-01", "1.40");
        Reason(await ContractsApp.RefusedAsync(() => app.ApproveAsync(proposed))).ShouldBe("proposal_outdated");
        (await app.PaidAsync(contract)).TotalCents.ShouldBe(140_000);
    }

    [Fact]
    public async Task a_run_takes_a_discount_for_breach_off_and_the_statement_shows_it()
    {
        var contract = await app.ContractAsync();
        await app.JudgeAsync(contract, app.Line(contract, ContractsApp.Unique("R"), 1, 1_000));
        await app.RecordAsync(new SettlementFact { ContractId = contract.ContractId, Breach = new BreachFound { Reason = "Wachttijd niet gemeld", On = "2025-05-01", Months = 1, Share = "0.003" } });
        // 0.3% of a twelfth of 400,000.00.
        (await app.StatementAsync(contract)).Sum(row => row.OpenCents).ShouldBe(145_000 - 10_000);
        (await app.PaidAsync(contract)).TotalCents.ShouldBe(145_000 - 10_000);
        await app.NothingIsOpenAsync(contract);
    }

    [Fact]
    public async Task a_merged_municipality_takes_over_what_was_paid()
    {
        var codes = await app.MunicipalitiesAsync(2);
        var contract = await app.ContractAsync(draft => draft.Buyers.Add(codes.Select(code => new Buyer { MunicipalityCode = code, ValidFrom = "2025-01-01" })));
        await app.JudgeAsync(contract, app.Line(contract, ContractsApp.Unique("R"), 1, 1_000, municipality: codes[0]));
        await app.PaidAsync(contract);
        await app.RecordAsync(new SettlementFact { Merger = new MunicipalityMerged { OldCode = codes[0], NewCode = codes[1], From = "2026-01-01" } });
        await app.NothingIsOpenAsync(contract);
        (await app.StatementAsync(contract)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(row => row.MunicipalityCode.ShouldBe(codes[0]), row => row.PaidCents.ShouldBe(145_000), row => row.OpenCents.ShouldBe(0));

        await app.JudgeAsync(contract, app.Line(contract, ContractsApp.Unique("R"), 2, 100, municipality: codes[0]));
        (await app.LinesAsync(await app.ProposeAsync(contract))).ShouldHaveSingleItem().MunicipalityCode.ShouldBe(codes[1]);
    }

    [Fact]
    public async Task two_runs_over_the_same_amounts_cannot_both_be_approved()
    {
        var contract = await app.ContractAsync();
        await app.JudgeAsync(contract, app.Line(contract, ContractsApp.Unique("R"), 1, 1_000));
        var (first, second) = (await app.ProposeAsync(contract), await app.ProposeAsync(contract));
        var outcomes = await Task.WhenAll(new[] { first, second }.Select(async run =>
        {
            try
            {
                await app.ApproveAsync(run);
                return "approved";
            }
            catch (RpcException refusal)
            {
                return Reason(refusal);
            }
        }));
        outcomes.Order().ShouldBe(["approved", "proposal_outdated"]);
        await app.NothingIsOpenAsync(contract);

        var left = (await app.Payments().ListPaymentRunsAsync(new ListPaymentRunsRequest { Year = 2025, Status = PaymentRunStatus.Proposed, PageSize = 200 })).Runs.Single(run => run.RunId == first.RunId || run.RunId == second.RunId);
        var dropped = (await app.Payments(Role.ProcurementOfficer).DropPaymentRunAsync(new DropPaymentRunRequest { RequestId = ContractsApp.Unique("drop"), RunId = left.RunId, ExpectedVersion = left.Version, Reason = "Dubbel" })).Run;
        (dropped.Status, dropped.Reason).ShouldBe((PaymentRunStatus.Dropped, "Dubbel"));
    }

    [Fact]
    public async Task a_recorded_advance_or_a_dispute_makes_a_proposal_outdated()
    {
        var contract = await app.FundedAsync(FundingSamples.Subsidy());
        var proposed = await app.ProposeAsync(contract, "2025-03-01");
        await app.RecordAsync(new SettlementFact { ContractId = contract.ContractId, Advance = new AdvancePaid { On = "2025-02-01", Cents = 5_000_000 } });
        Reason(await ContractsApp.RefusedAsync(() => app.ApproveAsync(proposed))).ShouldBe("proposal_outdated");
        (await app.ProposeAsync(contract, "2025-03-01")).TotalCents.ShouldBe(114_000_000 - 5_000_000);
    }

    [Fact]
    public async Task asking_again_gives_the_same_answer_and_pays_nothing_twice()
    {
        var contract = await app.ContractAsync();
        await app.JudgeAsync(contract, app.Line(contract, ContractsApp.Unique("R"), 1, 1_000));
        var propose = new ProposePaymentRunRequest { RequestId = ContractsApp.Unique("propose"), Year = 2025, Until = LastDay, ContractIds = { contract.ContractId } };
        var first = await app.Payments(Role.ProcurementOfficer).ProposePaymentRunAsync(propose);
        var approve = new ApprovePaymentRunRequest { RequestId = ContractsApp.Unique("approve"), RunId = first.Run.RunId, ExpectedVersion = 1 };
        var approved = await app.Payments().ApprovePaymentRunAsync(approve);

        (await app.Payments(Role.ProcurementOfficer).ProposePaymentRunAsync(propose)).ShouldBe(first);
        (await app.Payments().ApprovePaymentRunAsync(approve)).ShouldBe(approved);
        (await ContractsApp.RefusedAsync(() => app.ApproveAsync(first.Run))).StatusCode.ShouldBe(StatusCode.Aborted);
        Reason(await ContractsApp.RefusedAsync(() => app.ApproveAsync(approved.Run))).ShouldBe("run_not_proposed");
        (await app.Payments().ListPaymentLinesAsync(new ListPaymentLinesRequest { ContractId = contract.ContractId })).TotalCents.ShouldBe(145_000);
    }

    [Fact]
    public async Task an_earlier_day_takes_nothing_back_that_was_paid_to_a_later_one()
    {
        var contract = await app.ContractAsync();
        await app.JudgeAsync(contract, app.Line(contract, ContractsApp.Unique("R"), 1, 1_000), app.Line(contract, ContractsApp.Unique("R"), 6, 1_000));
        await app.PaidAsync(contract, "2025-06-30");
        Reason(await ContractsApp.RefusedAsync(() => app.ProposeAsync(contract, "2025-03-31"))).ShouldBe("nothing_to_pay");
    }

    [Fact]
    public async Task a_contract_that_has_not_begun_owes_nothing_and_holds_nothing_up()
    {
        var (begun, later) = (await app.ContractAsync(), await app.ContractAsync(draft =>
        {
            draft.StartsOn = "2025-07-01";
            draft.Products[0].Tariffs[0].ValidFrom = "2025-07-01";
            foreach (var buyer in draft.Buyers) buyer.ValidFrom = "2025-07-01";
        }));
        await app.JudgeAsync(begun, app.Line(begun, ContractsApp.Unique("R"), 1, 1_000));
        var run = (await app.Payments().ProposePaymentRunAsync(new ProposePaymentRunRequest { RequestId = ContractsApp.Unique("propose"), Year = 2025, Until = "2025-03-31", ContractIds = { begun.ContractId, later.ContractId } })).Run;
        run.TotalCents.ShouldBe(145_000);
    }

    [Fact]
    public async Task every_fault_of_a_proposal_is_named_at_once()
    {
        var refusal = await ContractsApp.RefusedAsync(() => app.Payments().ProposePaymentRunAsync(new ProposePaymentRunRequest { RequestId = "x", Year = 2014, Until = "2025-02-30", ContractIds = { "geen" } }).ResponseAsync);
        ContractsApp.Faults(refusal).ShouldBe(["year out_of_range", "until date_invalid", "contract_ids[0] id_invalid"]);
        var unknown = await ContractsApp.RefusedAsync(() => app.Payments().ProposePaymentRunAsync(new ProposePaymentRunRequest { RequestId = "y", Year = 2025, Until = LastDay, ContractIds = { Guid.CreateVersion7().ToString() } }).ResponseAsync);
        ContractsApp.Faults(unknown).ShouldBe(["contract_ids[0] contract_unknown"]);
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => app.Payments().ProposePaymentRunAsync(new ProposePaymentRunRequest { RequestId = "z", Year = 2199, Until = "2199-01-01" }).ResponseAsync)).ShouldBe(["until in_the_future"]);
    }

    [Fact]
    public async Task a_provider_sees_its_own_part_once_it_is_approved_and_nothing_of_another()
    {
        var (mine, other) = (await app.ContractAsync(), await app.ContractAsync());
        await app.JudgeAsync(mine, app.Line(mine, ContractsApp.Unique("R"), 1, 1_000));
        await app.JudgeAsync(other, app.Line(other, ContractsApp.Unique("R"), 1, 2_000, municipality: "1641"));
        var run = (await app.Payments(Role.ProcurementOfficer).ProposePaymentRunAsync(new ProposePaymentRunRequest { RequestId = ContractsApp.Unique("propose"), Year = 2025, Until = LastDay, ContractIds = { mine.ContractId, other.ContractId } })).Run;
        run.TotalCents.ShouldBe(435_000);
        var provider = app.Payments(Role.Provider, mine.ProviderId);
        (await ContractsApp.RefusedAsync(() => provider.GetPaymentRunAsync(new GetPaymentRunRequest { RunId = run.RunId }).ResponseAsync)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        await app.ApproveAsync(run);

        var seen = (await provider.GetPaymentRunAsync(new GetPaymentRunRequest { RunId = run.RunId })).Run;
        (seen.TotalCents, seen.LineCount, seen.ProposedBy, seen.ApprovedBy).ShouldBe((145_000L, 1L, "", ""));
        seen.ContractIds.ShouldBe([mine.ContractId]);
        seen.Municipalities.ShouldHaveSingleItem().MunicipalityCode.ShouldBe("0957");
        (await provider.ListPaymentRunsAsync(new ListPaymentRunsRequest())).Runs.ShouldHaveSingleItem().TotalCents.ShouldBe(145_000);
        var lines = await provider.ListPaymentLinesAsync(new ListPaymentLinesRequest { RunId = run.RunId });
        (lines.TotalCount, lines.TotalCents, lines.Lines.Single().ContractId).ShouldBe((1L, 145_000L, mine.ContractId));

        var third = await app.RegisterProviderAsync();
        var outsider = app.Payments(Role.Provider, third.ProviderId);
        var refusals = new List<RpcException>
        {
            await ContractsApp.RefusedAsync(() => outsider.GetPaymentRunAsync(new GetPaymentRunRequest { RunId = run.RunId }).ResponseAsync),
            await ContractsApp.RefusedAsync(() => outsider.GetPaymentRunAsync(new GetPaymentRunRequest { RunId = Guid.CreateVersion7().ToString() }).ResponseAsync),
            await ContractsApp.RefusedAsync(() => outsider.ListPaymentLinesAsync(new ListPaymentLinesRequest { RunId = run.RunId }).ResponseAsync),
            await ContractsApp.RefusedAsync(() => outsider.ListPaymentLinesAsync(new ListPaymentLinesRequest { ContractId = mine.ContractId }).ResponseAsync),
            await ContractsApp.RefusedAsync(() => outsider.GetYearStatementAsync(new GetYearStatementRequest { Year = 2025, ProviderId = mine.ProviderId }).ResponseAsync),
            await ContractsApp.RefusedAsync(() => outsider.ListDisputesAsync(new ListDisputesRequest { ContractId = mine.ContractId }).ResponseAsync),
            await ContractsApp.RefusedAsync(() => outsider.OpenDisputeAsync(new OpenDisputeRequest { RequestId = "o", ContractId = mine.ContractId, Key = "line/x", MunicipalityCode = "0957", DisputedCents = 1, Reason = "r" }).ResponseAsync),
        };
        refusals.Select(refusal => refusal.Status).Distinct().ShouldHaveSingleItem().StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await outsider.GetYearStatementAsync(new GetYearStatementRequest { Year = 2025 })).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task the_payment_file_of_the_municipalities_is_that_of_the_region()
    {
        var contract = await app.ContractAsync();
        await app.JudgeAsync(contract, [.. Enumerable.Range(1, 12).Select(month => app.Line(contract, ContractsApp.Unique("R"), month, 100 * month, municipality: month % 3 == 0 ? "1641" : "0957"))]);
        var run = await app.ProposeAsync(contract);
        var all = await app.LinesAsync(run);
        all.Select(line => line.MunicipalityCode).ShouldBe(all.Select(line => line.MunicipalityCode).Order(StringComparer.Ordinal));
        long sum = 0;
        foreach (var municipality in run.Municipalities)
        {
            var page = new ListPaymentLinesRequest { RunId = run.RunId, MunicipalityCode = municipality.MunicipalityCode, PageSize = 3 };
            var lines = new List<PaymentLine>();
            do
            {
                var reply = await app.Payments().ListPaymentLinesAsync(page);
                reply.TotalCents.ShouldBe(municipality.Cents);
                lines.AddRange(reply.Lines);
                page.PageToken = reply.NextPageToken;
            }
            while (page.PageToken.Length > 0);
            lines.Sum(line => line.Cents).ShouldBe(municipality.Cents);
            lines.Count.ShouldBe((int)municipality.LineCount);
            lines.ShouldAllBe(line => line.ProviderName == contract.ProviderName && line.ContractNumber == contract.Number);
            sum += municipality.Cents;
        }
        sum.ShouldBe(run.TotalCents);
        all.Sum(line => line.Cents).ShouldBe(run.TotalCents);
    }
}
