using System.Globalization;
using Grpc.Core;
using Inkoop.Admin.Components.Parts;
using Inkoop.Admin.Identity;
using Inkoop.Admin.Texts;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;

namespace Inkoop.Admin.Components.Pages;

public sealed record Figure(string Label, string Value, string Note = "", string Href = "", string Kind = "");

public sealed record AttentionItem(string Kind, string Word, string Text, string Href);

/// <summary>The key figures of a role. A service that does not answer costs its own figures, not the page.</summary>
public sealed class StartFigures
{
    public List<Figure> Tiles { get; } = [];
    public List<AttentionItem> Attention { get; } = [];
    public ChartData? Budgets { get; private set; }

    /// <summary>What this part asks attention for comes before all else.</summary>
    private bool IsFirst { get; set; }

    /// <summary>Asks all services at once; the page waits for the slowest, not for each in turn.</summary>
    public static async Task<StartFigures> ReadAsync(Backend backend, Session session, DateOnly today, CallOptions call)
    {
        var quarter = Quarters.Before(Quarters.Of(today));
        var parts = new List<Func<StartFigures, Task>>();
        if (session.Is(Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Provider, Role.CouncilReader))
            parts.Add(part => part.ContractsAsync(backend, session, call));
        if (session.Is(Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Provider))
            parts.Add(part => part.MoneyAsync(backend, today.Year, call));
        if (MoneyRoles.Payments.Contains(session.Role))
            parts.Add(part => part.PaymentsAsync(backend, session, call));
        if (MoneyRoles.Disputes.Contains(session.Role))
            parts.Add(part => part.DisputesAsync(backend, session, call));
        if (MoneyRoles.ConfirmFacts.Contains(session.Role) || session.IsProvider)
            parts.Add(part => part.StatementsAsync(backend, call));
        if (session.Is(Role.ProcurementOfficer, Role.Finance, Role.Auditor, Role.Provider))
            parts.Add(part => part.AllocationsAsync(backend, call));
        if (session.Is(Role.ProcurementOfficer, Role.Auditor, Role.Provider, Role.Operator))
            parts.Add(part => part.MessagesAsync(backend, call));
        if (session.Is(Role.ContractManager, Role.Finance, Role.Auditor, Role.Provider))
            parts.Add(part => part.ReviewsAsync(backend, quarter, call));
        if (session.IsProvider)
            parts.Add(part => part.DueAsync(backend, quarter, call));
        if (session.Is(Role.Operator))
            parts.AddRange(Codes.Services.Select(service => (Func<StartFigures, Task>)(part => part.LogAsync(backend, service, call))));
        return Together(await Task.WhenAll(parts.Select(PartAsync)));
    }

    private static async Task<StartFigures> PartAsync(Func<StartFigures, Task> read)
    {
        var part = new StartFigures();
        try
        {
            await read(part);
            return part;
        }
        catch (RpcException e) when (e.StatusCode is not (StatusCode.Unauthenticated or StatusCode.Cancelled))
        {
            return new StartFigures(); // this part stays away whole; the page of that service says why
        }
    }

    private static StartFigures Together(IEnumerable<StartFigures> parts)
    {
        var all = new StartFigures();
        foreach (var part in parts)
        {
            all.Tiles.AddRange(part.Tiles);
            all.Attention.InsertRange(part.IsFirst ? 0 : all.Attention.Count, part.Attention);
            all.Budgets ??= part.Budgets;
        }
        return all;
    }

    private async Task ContractsAsync(Backend backend, Session session, CallOptions call)
    {
        var signed = await backend.Contracts.ListContractsAsync(new() { Status = ContractStatus.Signed, PageSize = 1 }, call);
        var drafts = session.Is(Role.ProcurementOfficer) ? await backend.Contracts.ListContractsAsync(new() { Status = ContractStatus.Draft, PageSize = 3 }, call) : new();
        Tiles.Add(new(Words.Start.SignedContracts, Show.Count(signed.TotalCount), drafts.TotalCount > 0 ? Words.Start.Drafts(Show.Count(drafts.TotalCount)) : "", "/contracten?status=ondertekend"));
        if (session.Is(Role.ProcurementOfficer, Role.ContractManager, Role.Auditor))
        {
            var providers = await backend.Providers.ListProvidersAsync(new() { PageSize = 1 }, call);
            Tiles.Add(new(Words.Start.Providers, Show.Count(providers.TotalCount), "", "/aanbieders"));
        }
        Attention.AddRange(drafts.Contracts.Select(draft => new AttentionItem("quiet", Words.Term.Draft, Words.Start.DraftWaiting(draft.Number), "/contracten/" + draft.ContractId)));
    }

    private async Task MoneyAsync(Backend backend, int year, CallOptions call)
    {
        var settlements = new List<SettlementSummary>();
        var token = "";
        do
        {
            var page = await backend.Settlements.ListSettlementsAsync(new() { Year = year, PageSize = 200, PageToken = token }, call);
            settlements.AddRange(page.Settlements);
            token = page.NextPageToken;
        }
        while (token.Length > 0 && settlements.Count < 2_000);
        var produced = settlements.Sum(s => s.SettledCents);
        var budget = settlements.Sum(s => s.BudgetCents);
        Tiles.Add(new(Words.Start.Settled(year), Show.MoneyShort(produced), budget > 0 ? Words.Start.OfBudget(Share(produced, budget), Show.MoneyShort(budget)) : "", "/afrekeningen"));
        var pressing = settlements.Where(s => s.BudgetCents > 0 && s.SettledCents * 10 >= s.BudgetCents * 7).OrderByDescending(s => (decimal)s.SettledCents / s.BudgetCents).Take(3);
        Attention.AddRange(pressing.Select(s => new AttentionItem(s.SettledCents >= s.BudgetCents ? "bad" : "mind", Words.Settlement.Signal((decimal)s.SettledCents / s.BudgetCents), Words.Start.SignalReached(s.ContractNumber, Share(s.SettledCents, s.BudgetCents)), "/afrekeningen/" + s.ContractId)));
        var largest = settlements.Where(s => s.BudgetCents > 0 || s.SettledCents > 0).OrderByDescending(s => Math.Max(s.BudgetCents, s.SettledCents)).Take(8).ToList();
        if (largest.Count > 0)
            Budgets = new(Words.Start.BudgetChart(year), Words.Col.Contract, "bar", "euro", [.. largest.Select(s => s.ContractNumber)],
                [new(Words.Col.Settled, [.. largest.Select(s => (decimal?)s.SettledCents / 100m)]), new(Words.Col.Budget, [.. largest.Select(s => (decimal?)s.BudgetCents / 100m)])]);
    }

    /// <summary>What waits for a decision about paying, of whatever year.</summary>
    private async Task PaymentsAsync(Backend backend, Session session, CallOptions call)
    {
        const int named = 3;
        var waiting = await backend.Payments.ListPaymentRunsAsync(new() { Status = PaymentRunStatus.Proposed, PageSize = named }, call);
        if (!session.IsProvider)
            Tiles.Add(new(Words.Start.RunsWaiting, Show.Count(waiting.TotalCount), waiting.TotalCount > 0 ? Show.MoneyShort(waiting.TotalCents) : "", $"/betalingen?jaar={Payments.RunList.AllYears}&status=voorgesteld", waiting.TotalCount > 0 ? "mind" : ""));
        if (MoneyRoles.Approve.Contains(session.Role))
            Attention.AddRange(waiting.Runs.Select(run => new AttentionItem("mind", Words.Payment.Proposed, Words.Start.RunWaiting(Show.Date(run.Until), Show.MoneyShort(run.TotalCents)), "/betalingen/" + run.RunId)));
    }

    /// <summary>What is disputed and what is claimed; what the other party asks attention for, by name.</summary>
    private async Task DisputesAsync(Backend backend, Session session, CallOptions call)
    {
        const int named = 3;
        var disputes = await backend.Payments.ListDisputesAsync(new() { OpenOnly = true, Direction = DisputeDirection.TooMuch, PageSize = named }, call);
        var claims = await backend.Payments.ListDisputesAsync(new() { OpenOnly = true, Direction = DisputeDirection.TooLittle, PageSize = named }, call);
        Tiles.Add(new(Words.Start.OpenDisputes, Show.Count(disputes.TotalCount), disputes.TotalCount > 0 ? Show.MoneyShort(disputes.TotalCents) : "", "/betwistingen?open=1&soort=te-veel", disputes.TotalCount > 0 ? "mind" : ""));
        Tiles.Add(new(Words.Start.OpenClaims, Show.Count(claims.TotalCount), claims.TotalCount > 0 ? Show.MoneyShort(claims.TotalCents) : "", "/betwistingen?open=1&soort=te-weinig", claims.TotalCount > 0 ? "mind" : ""));
        if (session.IsProvider)
            Attention.AddRange(disputes.Disputes.Select(one => new AttentionItem("mind", Words.Payment.Disputed, Words.Start.DisputedItem(one.ContractNumber, Show.Money(one.DisputedCents)), "/betwistingen?open=1&soort=te-veel")));
        else if (MoneyRoles.ResolveDispute.Contains(session.Role))
            Attention.AddRange(claims.Disputes.Select(one => new AttentionItem("mind", Words.Dispute.Claimed, Words.Start.ClaimedItem(one.ContractNumber, Show.Money(one.DisputedCents)), Payments.ResolveClaim.Href(one))));
    }

    /// <summary>What providers stated and a buyer has to confirm before it is payable.</summary>
    private async Task StatementsAsync(Backend backend, CallOptions call)
    {
        var waiting = await backend.Facts.ListFactsAsync(new() { AwaitingCheck = true, PageSize = 1 }, call);
        Tiles.Add(new(Words.Start.WaitingStatements, Show.Count(waiting.TotalCount), "", "/feiten?wacht=1", waiting.TotalCount > 0 ? "mind" : ""));
    }

    private async Task AllocationsAsync(Backend backend, CallOptions call)
    {
        var all = await backend.Dispositions.ListAllocationsAsync(new() { PageSize = 1 }, call);
        var started = await backend.Dispositions.ListAllocationsAsync(new() { PageSize = 1, Status = AllocationStatus.Started }, call);
        Tiles.Add(new(Words.Start.Allocations, Show.Count(all.TotalCount), Words.Start.Running(Show.Count(started.TotalCount)), "/toewijzingen"));
    }

    private async Task MessagesAsync(Backend backend, CallOptions call)
    {
        var all = await backend.Messages.ListMessagesAsync(new() { PageSize = 1 }, call);
        var waiting = await backend.Messages.ListMessagesAsync(new() { PageSize = 1, Status = MessageStatus.Received }, call);
        var rejected = await backend.Messages.ListMessagesAsync(new() { PageSize = 2, Status = MessageStatus.Rejected }, call);
        var partly = await backend.Messages.ListMessagesAsync(new() { PageSize = 1, Status = MessageStatus.Partly }, call);
        Tiles.Add(new(Words.Start.Messages, Show.Count(all.TotalCount), waiting.TotalCount > 0 ? Words.Start.ToJudge(Show.Count(waiting.TotalCount)) : "", "/berichten"));
        Tiles.Add(new(Words.Start.Rejected, Show.Count(rejected.TotalCount), partly.TotalCount > 0 ? Words.Start.PartlyNote(Show.Count(partly.TotalCount)) : "", "/berichten?status=afgekeurd", rejected.TotalCount > 0 ? "bad" : ""));
        Attention.AddRange(rejected.Messages.Select(m => new AttentionItem("bad", Words.Term.Rejected, Words.Start.MessageRejected(m.Kind, m.Identification), "/berichten/" + m.MessageId)));
    }

    private async Task ReviewsAsync(Backend backend, string quarter, CallOptions call)
    {
        var reviews = new List<Wire.Reviews.V1.ReviewSummary>();
        var token = "";
        do
        {
            var page = await backend.Reviews.ListReviewsAsync(new() { Quarter = quarter, PageSize = 200, PageToken = token }, call);
            reviews.AddRange(page.Reviews);
            token = page.NextPageToken;
        }
        while (token.Length > 0 && reviews.Count < 2_000);
        var red = reviews.Sum(r => r.RedCount);
        var missing = reviews.Sum(r => r.MissingCount);
        Tiles.Add(new(Words.Start.Reviews(quarter), Show.Count(reviews.Count), Words.Start.Frozen(Show.Count(reviews.Count(r => r.BuyerSigned && r.ProviderSigned))), "/kwartaalgesprekken"));
        Tiles.Add(new(Words.Start.RedIndicators, Show.Count(red), Words.Start.AmberNote(Show.Count(reviews.Sum(r => r.AmberCount))), "/kwartaalgesprekken", red > 0 ? "bad" : "good"));
        Tiles.Add(new(Words.Start.MissingSubmissions, Show.Count(missing), "", "/kwartaalgesprekken", missing > 0 ? "mind" : ""));
        Tiles.Add(new(Words.Start.OpenActions, Show.Count(reviews.Sum(r => r.OpenActionCount)), "", "/kwartaalgesprekken"));
        Attention.AddRange(reviews.Where(r => r.RedCount > 0).OrderByDescending(r => r.RedCount).Take(4)
            .Select(r => new AttentionItem("bad", Words.Term.Red, Words.Start.RedIn(r.ContractNumber, r.RedCount), $"/kwartaalgesprekken/{r.ContractId}/{quarter}")));
    }

    private async Task DueAsync(Backend backend, string quarter, CallOptions call)
    {
        var due = (await backend.Indicators.ListDueSubmissionsAsync(new() { Quarter = quarter }, call)).Due.Where(d => !d.Submitted).ToList();
        Tiles.Add(new(Words.Start.DueSubmissions(quarter), Show.Count(due.Count), "", "/aanleveringen", due.Any(d => d.Late) ? "bad" : due.Count > 0 ? "mind" : "good"));
        IsFirst = true;
        Attention.AddRange(due.Take(5).Select(d => new AttentionItem(d.Late ? "bad" : "mind", d.Late ? Words.Indicator.Late : Words.Indicator.NotYet, Words.Start.DueItem(d.IndicatorName, d.ContractNumber), $"/aanleveringen/{d.ContractId}/{d.IndicatorCode}/{d.Quarter}")));
    }

    private async Task LogAsync(Backend backend, string service, CallOptions call)
    {
        var state = await backend.Log(service).ListProjectionsAsync(new() { Service = service }, call);
        Tiles.Add(new(Words.Operations.ServiceName(service), state.ParkedCount > 0 ? Show.Count(state.ParkedCount) : Words.Operations.InOrder, $"{Show.Count(state.WaitingCount)} {Words.Operations.Waiting.ToLowerInvariant()}", "/werking", state.ParkedCount > 0 ? "bad" : "good"));
        if (state.ParkedCount > 0)
            Attention.Add(new("bad", Words.Operations.Parked, Words.Start.Parked(Words.Operations.ServiceName(service), Show.Count(state.ParkedCount)), "/werking"));
    }

    private static string Share(long part, long whole) => Show.Share(((decimal)part / whole).ToString(CultureInfo.InvariantCulture));
}
