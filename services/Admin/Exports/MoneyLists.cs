using Inkoop.Admin.Components.Pages.Facts;
using Inkoop.Admin.Components.Pages.WhatIf;
using Inkoop.Admin.Forms;
using Inkoop.Admin.Identity;
using Inkoop.Admin.Texts;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Exports;

/// <summary>The lists of settlements, payments, disputes, statements and facts. What is shown as of a moment is taken out as of that moment.</summary>
internal static class MoneyLists
{
    private const int PageSize = 200;
    private const int LinesPageSize = 1_000;

    internal static ExportTable Settlements(Backend backend, IQueryCollection query, DateOnly today, CancellationToken cancel) => new("afrekeningen",
        [new(Words.Col.Contract), new(Words.Col.Provider), new(Words.Col.Budget, CellKind.Cents), new(Words.Col.Settled, CellKind.Cents), new(Words.Col.Lines, CellKind.Whole)],
        Lists.Rows(async token => await backend.Settlements.ListSettlementsAsync(new() { Year = YearOf(query, today), Search = query["zoek"].ToString(), PageSize = PageSize, PageToken = token }, cancellationToken: cancel),
            page => page.NextPageToken, page => page.Settlements,
            s => [s.ContractNumber, s.ProviderName, s.BudgetCents, s.SettledCents, s.LineCount], cancel));

    internal static ExportTable SettlementParts(Backend backend, IQueryCollection query, CancellationToken cancel) => new("afrekening",
        [new(Words.Contract.Lot), new(Words.Col.Product), new(Words.Col.Municipality), new(Words.Col.Month), new(Words.Col.Unit), new(Words.Col.Volume, CellKind.Whole), new(Words.Col.Amount, CellKind.Cents), new(Words.Col.Lines, CellKind.Whole)],
        Lists.Rows(async _ => await SettlementAsync(backend, query, cancel), _ => "", settlement => settlement.Parts,
            p => [p.LotId, p.ProductId, p.MunicipalityCode, p.Month, Named.Unit(p.Unit), p.Volume, p.AmountCents, p.LineCount], cancel));

    internal static ExportTable SettlementFindings(Backend backend, IQueryCollection query, CancellationToken cancel) => new("bevindingen",
        [new(Words.Contract.Lot), new(Words.Col.Kind), new(Words.Message.Finding), new(Words.Settlement.Subject), new(Words.Payment.On, CellKind.Date)],
        Lists.Rows(async _ => await SettlementAsync(backend, query, cancel), _ => "", settlement => settlement.Lots.SelectMany(lot => lot.Findings.Select(finding => (lot.LotId, Finding: finding))),
            f => [f.LotId, Words.Explained.Finding(f.Finding.Code), f.Finding.Text, Explaining.Subject(f.Finding), f.Finding.On], cancel));

    private static async Task<Settlement> SettlementAsync(Backend backend, IQueryCollection query, CancellationToken cancel) =>
        (await backend.Settlements.GetSettlementAsync(new()
        {
            ContractId = query["contract"].ToString(),
            From = Months.FirstDay(query["van"].ToString()),
            Until = Months.LastDay(query["tot"].ToString()),
            AsOf = Moment(query),
        }, cancellationToken: cancel)).Settlement;

    internal static ExportTable WhatIf(Backend backend, IFormCollection posted, CancellationToken cancel)
    {
        var form = FormValues.Read(posted);
        var request = WhatIfForm.Read(form);
        // The first is the contract as it is, then what was asked.
        var names = new[] { Words.WhatIf.AsAgreed }.Concat(request.Scenarios.Select(scenario => scenario.Name)).ToList();
        return new("wat-als",
            [new(Words.Col.Municipality), new(Words.Col.Provider), .. names.Select(name => new ExportColumn(name, CellKind.Cents)), .. names.Skip(1).Select(name => new ExportColumn(Words.WhatIf.DifferenceOf(name), CellKind.Cents))],
            Lists.Rows(async _ => await backend.Settlements.WhatIfAsync(request, cancellationToken: cancel), _ => "", reply => reply.Cells.Select(cell => (reply, cell)),
                row => [row.cell.MunicipalityCode, row.cell.ProviderName.Length > 0 ? row.cell.ProviderName : Words.WhatIf.NoProvider,
                    .. row.cell.Cents.Select((_, column) => (object?)WhatIfAmounts.Of(row.reply, row.cell, column)),
                    .. row.cell.Cents.Skip(1).Select((_, before) => (object?)WhatIfAmounts.DifferenceOf(row.reply, row.cell, before + 1))], cancel));
    }

    internal static ExportTable Growth(Backend backend, IQueryCollection query, CancellationToken cancel)
    {
        var request = new CompareSettlementsRequest
        {
            BaseFrom = Months.FirstDay(query["basis-van"].ToString()),
            BaseUntil = Months.LastDay(query["basis-tot"].ToString()),
            From = Months.FirstDay(query["van"].ToString()),
            Until = Months.LastDay(query["tot"].ToString()),
            AsOf = Moment(query),
        };
        if (query["contract"].ToString() is { Length: > 0 } contract)
            request.ContractIds.Add(contract);
        return new("kostenontwikkeling",
            [
                new(Words.Col.Product), new(Words.Col.Municipality), new(Words.Col.Provider),
                new($"{Words.Growth.Clients} {Words.Growth.Base}", CellKind.Whole), new(Words.Growth.Base, CellKind.Cents),
                new($"{Words.Growth.Clients} {Words.Growth.Now}", CellKind.Whole), new(Words.Growth.Now, CellKind.Cents),
                new(Words.Growth.Difference, CellKind.Cents),
            ],
            Lists.Rows(
                async _ => (Reply: await backend.Settlements.CompareSettlementsAsync(request, cancellationToken: cancel),
                    Names: await ProviderNames.ReadAsync(backend, new(cancellationToken: cancel))),
                _ => "",
                answer => answer.Reply.Cells.Select(cell => (Cell: cell, Provider: answer.Names.Name(cell.ProviderId))),
                row => GrowthRow(row.Cell, row.Provider),
                cancel));
    }

    private static object?[] GrowthRow(CostCell cell, string provider)
    {
        var (before, now) = (Cost(cell, cell.BaseClients, cell.BaseCents), Cost(cell, cell.Clients, cell.Cents));
        return [cell.ProductId, cell.MunicipalityCode, provider, Clients(cell, cell.BaseClients), before, Clients(cell, cell.Clients), now, now - before];
    }

    // The cost of one youth tells about that youth: with the count the amount stays away too.
    private static long? Cost(CostCell cell, long count, long cents) => cell.Suppressed && count == 0 && cents != 0 ? null : cents;

    private static long? Clients(CostCell cell, long count) => cell.Suppressed && count == 0 ? null : count;

    internal static ExportTable Runs(Backend backend, IQueryCollection query, CancellationToken cancel) => new("betaalruns",
        [new(Words.Settlement.Year, CellKind.Whole), new(Words.Payment.Until, CellKind.Date), new(Words.Common.Status), new(Words.Payment.ProposedBy), new(Words.Payment.ApprovedBy), new(Words.Payment.PaidOn, CellKind.Date), new(Words.Col.Lines, CellKind.Whole), new(Words.Payment.Held, CellKind.Cents), new(Words.Payment.ToPay, CellKind.Cents), new(Words.Payment.Reason)],
        Lists.Rows(async token => await backend.Payments.ListPaymentRunsAsync(new() { Year = Codes.Year(query["jaar"].ToString()), Status = Codes.RunStatus(query["status"].ToString()), PageSize = PageSize, PageToken = token }, cancellationToken: cancel),
            page => page.NextPageToken, page => page.Runs,
            r => [(long)r.Year, r.Until, Named.Of(r.Status), RoleNames.Person(r.ProposedBy), RoleNames.Person(r.ApprovedBy), r.PaidOn, r.LineCount, r.DisputedCents, r.TotalCents, r.Reason], cancel));

    /// <summary>The payment file: of one municipality, or of the region, which is that of all municipalities together.</summary>
    internal static ExportTable PaymentLines(Backend backend, IQueryCollection query, CancellationToken cancel) => new(query["gemeente"].ToString() is { Length: > 0 } municipality ? $"betaalbestand-{municipality}" : "betaalbestand",
        [new(Words.Col.Municipality), new(Words.Col.Provider), new(Words.Col.Contract), new(Words.Contract.Lot), new(Words.Payment.What), new(Words.Payment.Key), new(Words.Payment.SettledNow, CellKind.Cents), new(Words.Payment.Before, CellKind.Cents), new(Words.Payment.Disputed, CellKind.Cents), new(Words.Payment.ToPay, CellKind.Cents), new(Words.Payment.Difference)],
        Lists.Rows(async token => await backend.Payments.ListPaymentLinesAsync(new()
        {
            RunId = query["run"].ToString(),
            ContractId = query["contract"].ToString(),
            MunicipalityCode = query["gemeente"].ToString(),
            PageSize = LinesPageSize,
            PageToken = token,
        }, cancellationToken: cancel), page => page.NextPageToken, page => page.Lines,
            l => [l.MunicipalityCode, l.ProviderName, l.ContractNumber, l.LotId, PaymentKeys.InWords(l.Key), l.Key, l.SettledCents, l.BeforeCents, l.DisputedCents, l.Cents, l.IsDifference ? Words.Common.Yes : Words.Common.No], cancel));

    internal static ExportTable Disputes(Backend backend, IQueryCollection query, CancellationToken cancel) => new("betwistingen",
        [new(Words.Col.Contract), new(Words.Payment.What), new(Words.Col.Municipality), new(Words.Dispute.Amount, CellKind.Cents), new(Words.Dispute.Reason), new(Words.Dispute.OpenedBy), new(Words.Dispute.OpenedAt), new(Words.Common.Status), new(Words.Dispute.ResolvedBy), new(Words.Dispute.Note), new(Words.Dispute.Direction), new(Words.Dispute.Evidence), new(Words.Dispute.Correction), new(Words.Dispute.AgreedAmount, CellKind.Cents), new(Words.Dispute.AgreedWith)],
        Lists.Rows(async token => await backend.Payments.ListDisputesAsync(new() { ContractId = query["contract"].ToString(), OpenOnly = query["open"] == "1", Direction = Codes.Direction(query["soort"].ToString()), PageSize = PageSize, PageToken = token }, cancellationToken: cancel),
            page => page.NextPageToken, page => page.Disputes,
            d => [d.ContractNumber, PaymentKeys.InWords(d.Key), d.MunicipalityCode, d.DisputedCents, d.Reason, RoleNames.Person(d.OpenedBy), Show.Moment(d.OpenedAt), Named.Of(d), RoleNames.Person(d.ResolvedBy), d.Note, Named.Of(d.Direction), d.Evidence, Named.Of(d.Correction), d.AgreedCents == 0 ? null : d.AgreedCents, d.AgreedWith], cancel));

    internal static ExportTable Years(Backend backend, IQueryCollection query, DateOnly today, CancellationToken cancel) => new("gemeenten-en-jaren",
        [new(Words.Col.Municipality), new(Words.Years.Budget, CellKind.Cents), new(Words.Years.Settled, CellKind.Cents), new(Words.Years.Obligo, CellKind.Cents), new(Words.Years.Forecast, CellKind.Cents), new(Words.Years.Result, CellKind.Cents), new(Words.Years.InPayment, CellKind.Cents), new(Words.Years.Paid, CellKind.Cents)],
        Lists.Rows(async _ => await backend.Payments.ListMunicipalityYearsAsync(new() { Year = YearOf(query, today), AsOf = Moment(query) }, cancellationToken: cancel), _ => "", reply => reply.Municipalities,
            m => [m.MunicipalityCode, m.HasBudget ? m.BudgetCents : null, m.SettledCents, m.ObligoCents, m.ForecastCents, m.HasBudget ? m.ResultCents : null, m.ApprovedCents, m.PaidCents], cancel));

    internal static ExportTable Statement(Backend backend, IQueryCollection query, DateOnly today, CancellationToken cancel) => new("jaaropgave",
        [new(Words.Col.Municipality), new(Words.Col.Provider), new(Words.Col.Contract), new(Words.Contract.Lot), new(Words.Contract.Funding), new(Words.Years.Due, CellKind.Cents), new(Words.Years.Paid, CellKind.Cents), new(Words.Years.InPayment, CellKind.Cents), new(Words.Payment.Disputed, CellKind.Cents), new(Words.Years.Open, CellKind.Cents), new(Words.Dispute.Claimed, CellKind.Cents)],
        Lists.Rows(async _ => await backend.Payments.GetYearStatementAsync(new() { Year = YearOf(query, today), MunicipalityCode = query["gemeente"].ToString(), ProviderId = query["aanbieder"].ToString(), AsOf = Moment(query) }, cancellationToken: cancel),
            _ => "", reply => reply.Rows,
            r => [r.MunicipalityCode, r.ProviderName, r.ContractNumber, r.LotId, Named.Model(r.FundingModel), r.DueCents, r.PaidCents, r.ApprovedCents, r.DisputedCents, r.OpenCents, r.ClaimedCents], cancel));

    internal static ExportTable Facts(Backend backend, IQueryCollection query, CancellationToken cancel) => new("feiten",
        [new(Words.Fact.Kind), new(Words.Fact.What), new(Words.Fact.Lot), new(Words.Fact.RecordedAt), new(Words.Col.Actor), new(Words.Fact.Withdrawn), new(Words.Payment.Reason), new(Words.Funding.StatementCheck)],
        Lists.Rows(async token => await backend.Facts.ListFactsAsync(new() { AwaitingCheck = query["wacht"] == "1", ContractId = query["wacht"] == "1" ? "" : query["contract"].ToString(), Kind = query["soort"].ToString(), PageSize = PageSize, PageToken = token }, cancellationToken: cancel),
            page => page.NextPageToken, page => page.Facts,
            f => [Words.Fact.KindName(FactForm.Kind(f)), FactForm.Summary(f, Places.None), f.LotId, Show.Moment(f.RecordedAt), RoleNames.Person(f.RecordedBy), f.WithdrawnAt is null ? "" : Show.Moment(f.WithdrawnAt), f.WithdrawnReason,
                !f.NeedsCheck ? "" : f.ConfirmedAt is null ? Words.Fact.Waits : Show.Moment(f.ConfirmedAt)], cancel));

    // As on screen: the running year, until another is chosen.
    private static int YearOf(IQueryCollection query, DateOnly today) => Codes.Year(query["jaar"].ToString()) is > 0 and var year ? year : today.Year;

    private static Google.Protobuf.WellKnownTypes.Timestamp? Moment(IQueryCollection query) => Months.ReadExact(query["stand"].ToString());
}
