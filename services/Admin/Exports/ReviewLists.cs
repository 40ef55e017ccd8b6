using Inkoop.Admin.Texts;

namespace Inkoop.Admin.Exports;

/// <summary>The lists of reviews, indicators and the event log.</summary>
internal static class ReviewLists
{
    private const int PageSize = 200;

    internal static ExportTable Reviews(Backend backend, IQueryCollection query, CancellationToken cancel) => new("kwartaalgesprekken",
        [new(Words.Col.Contract), new(Words.Col.Provider), new(Words.Col.Quarter), new(Words.Col.Settled, CellKind.Cents), new(Words.Col.UsedShare, CellKind.Share), new(Words.Col.Red, CellKind.Whole), new(Words.Col.Amber, CellKind.Whole), new(Words.Col.Green, CellKind.Whole), new(Words.Col.Missing, CellKind.Whole), new(Words.Col.OpenActions, CellKind.Whole), new(Words.Col.SignedByBuyer), new(Words.Col.SignedByProvider)],
        Lists.Rows(async token => await backend.Reviews.ListReviewsAsync(new() { Quarter = query["kwartaal"].ToString(), Search = query["zoek"].ToString(), PageSize = PageSize, PageToken = token }, cancellationToken: cancel),
            page => page.NextPageToken, page => page.Reviews,
            r => [r.ContractNumber, r.ProviderName, r.Quarter, r.ProducedQuarterCents, r.UsedShare, (long)r.RedCount, (long)r.AmberCount, (long)r.GreenCount, (long)r.MissingCount, (long)r.OpenActionCount, YesNo(r.BuyerSigned), YesNo(r.ProviderSigned)], cancel));

    internal static ExportTable Volumes(Backend backend, IQueryCollection query, CancellationToken cancel) => new("volume",
        [new(Words.Col.Product), new(Words.Col.Title), new(Words.Col.Municipality), new(Words.Col.Unit), new(Words.Col.Volume, CellKind.Whole), new(Words.Col.Amount, CellKind.Cents), new(Words.Col.PreviousAmount, CellKind.Cents), new(Words.Col.Lines, CellKind.Whole)],
        Lists.Rows(async _ => await backend.Reviews.GetReviewAsync(new() { ContractId = query["contract"].ToString(), Quarter = query["kwartaal"].ToString() }, cancellationToken: cancel),
            _ => "", reply => reply.Review.Volumes,
            v => [v.ProductId, v.ProductDescription, v.MunicipalityName, Named.Unit(v.Unit), v.Volume, v.AmountCents, v.PreviousAmountCents, v.LineCount], cancel));

    internal static ExportTable Results(Backend backend, IQueryCollection query, CancellationToken cancel) => new("indicatoren",
        [new(Words.Col.Indicator), new(Words.Col.Numerator, CellKind.Whole), new(Words.Col.Denominator, CellKind.Whole), new(Words.Col.Value, CellKind.Decimal), new(Words.Review.IntervalLow, CellKind.Decimal), new(Words.Review.IntervalHigh, CellKind.Decimal), new(Words.Col.Norm, CellKind.Decimal), new(Words.Col.Verdict), new(Words.Col.Late)],
        Lists.Rows(async _ => await backend.Reviews.GetReviewAsync(new() { ContractId = query["contract"].ToString(), Quarter = query["kwartaal"].ToString() }, cancellationToken: cancel),
            _ => "", reply => reply.Review.Indicators,
            i => [i.Name, i.Numerator, i.Denominator, i.Value, i.IntervalLow, i.IntervalHigh, i.Norm, i.Verdict, YesNo(i.Late)], cancel));

    internal static ExportTable Indicators(Backend backend, CancellationToken cancel) => new("indicatoren",
        [new(Words.Col.Code), new(Words.Col.Name), new(Words.Col.Definition), new(Words.Col.Kind), new(Words.Col.Numerator), new(Words.Col.Denominator), new(Words.Col.Source), new(Words.Col.Informant), new(Words.Col.Why), new(Words.Col.Minutes, CellKind.Whole), new(Words.Col.Version, CellKind.Whole), new(Words.Col.ValidFrom, CellKind.Date)],
        Lists.Rows(async _ => await backend.Indicators.ListIndicatorsAsync(new(), cancellationToken: cancel), _ => "", reply => reply.Indicators,
            i => [i.Code, i.Name, i.Definition, Named.Of(i.Kind), i.Numerator, i.Denominator, i.Source, i.Informant, i.Why, (long)i.MinutesEstimate, (long)i.Version, i.ValidFrom], cancel));

    internal static ExportTable Submissions(Backend backend, IQueryCollection query, CancellationToken cancel) => new("aanleveringen",
        [new(Words.Col.Contract), new(Words.Col.Indicator), new(Words.Col.Quarter), new(Words.Col.Numerator, CellKind.Whole), new(Words.Col.Denominator, CellKind.Whole), new(Words.Col.Version, CellKind.Whole), new(Words.Col.Late), new(Words.Col.SubmittedAt), new(Words.Col.CorrectionReason), new(Words.Col.Remark)],
        Lists.Rows(async token => await backend.Indicators.ListSubmissionsAsync(new()
        {
            Quarter = query["kwartaal"].ToString(),
            ContractId = query["contract"].ToString(),
            IndicatorCode = query["indicator"].ToString(),
            AllVersions = query["alle"] == "1",
            PageSize = PageSize,
            PageToken = token,
        }, cancellationToken: cancel), page => page.NextPageToken, page => page.Submissions,
            s => [s.ContractNumber, s.IndicatorCode, s.Quarter, s.Numerator, s.Denominator, s.Version, YesNo(s.Late), Show.Moment(s.SubmittedAt), s.CorrectionReason, s.Remark], cancel));

    internal static ExportTable Due(Backend backend, IQueryCollection query, CancellationToken cancel) => new("verschuldigd",
        [new(Words.Col.Contract), new(Words.Col.Indicator), new(Words.Col.Quarter), new(Words.Col.DueOn, CellKind.Date), new(Words.Col.Submitted), new(Words.Col.Late), new(Words.Col.Why), new(Words.Col.Minutes, CellKind.Whole)],
        Lists.Rows(async _ => await backend.Indicators.ListDueSubmissionsAsync(new() { Quarter = query["kwartaal"].ToString(), ProviderId = query["aanbieder"].ToString() }, cancellationToken: cancel), _ => "", reply => reply.Due,
            d => [d.ContractNumber, d.IndicatorName, d.Quarter, d.DueOn, YesNo(d.Submitted), YesNo(d.Late), d.Why, (long)d.MinutesEstimate], cancel));

    internal static ExportTable Events(Backend backend, IQueryCollection query, CancellationToken cancel)
    {
        var service = Codes.Service(query["dienst"].ToString());
        return new("logboek",
            [new(Words.Col.Sequence, CellKind.Whole), new(Words.Col.OccurredAt), new(Words.Col.Event), new(Words.Col.Subject), new(Words.Col.Version, CellKind.Whole), new(Words.Col.Actor), new(Words.Col.PublishedAt), new(Words.Col.Parked)],
            Lists.Rows(async token => await backend.Log(service).ListEventsAsync(new() { Service = service, Subject = query["onderwerp"].ToString(), ParkedOnly = query["geparkeerd"] == "1", PageSize = PageSize, PageToken = token }, cancellationToken: cancel),
                page => page.NextPageToken, page => page.Events,
                e => [e.Sequence, Show.Moment(e.OccurredAt), e.Type, e.Subject, e.SubjectVersion, e.Actor, Show.Moment(e.PublishedAt), e.ParkedReason], cancel));
    }

    private static string YesNo(bool value) => value ? Words.Common.Yes : Words.Common.No;
}
