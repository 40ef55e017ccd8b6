using System.Runtime.CompilerServices;
using Inkoop.Admin.Texts;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;

namespace Inkoop.Admin.Exports;

/// <summary>Which lists can be taken out, with the same filters as on screen.</summary>
public static class Lists
{
    private const int PageSize = 200;

    public static ExportTable? Find(string list, Backend backend, IQueryCollection query, DateOnly today, CancellationToken cancel) => list switch
    {
        "aanbieders" => Providers(backend, query, cancel),
        "contracten" => Contracts(backend, query, cancel),
        "beschikkingen" => Dispositions(backend, cancel),
        "toewijzingen" => Allocations(backend, query, cancel),
        "berichten" => Messages(backend, query, cancel),
        "bevindingen" => Findings(backend, query, cancel),
        "afrekeningen" => MoneyLists.Settlements(backend, query, today, cancel),
        "afrekening" => MoneyLists.SettlementParts(backend, query, cancel),
        "afrekening-bevindingen" => MoneyLists.SettlementFindings(backend, query, cancel),
        "kostenontwikkeling" => MoneyLists.Growth(backend, query, cancel),
        "betaalruns" => MoneyLists.Runs(backend, query, cancel),
        "betaalbestand" => MoneyLists.PaymentLines(backend, query, cancel),
        "betwistingen" => MoneyLists.Disputes(backend, query, cancel),
        "gemeenten-en-jaren" => MoneyLists.Years(backend, query, today, cancel),
        "jaaropgave" => MoneyLists.Statement(backend, query, today, cancel),
        "feiten" => MoneyLists.Facts(backend, query, cancel),
        "kwartaalgesprekken" => ReviewLists.Reviews(backend, query, cancel),
        "kwartaalgesprek-volume" => ReviewLists.Volumes(backend, query, cancel),
        "kwartaalgesprek-indicatoren" => ReviewLists.Results(backend, query, cancel),
        "indicatoren" => ReviewLists.Indicators(backend, cancel),
        "aanleveringen" => ReviewLists.Submissions(backend, query, cancel),
        "verschuldigd" => ReviewLists.Due(backend, query, cancel),
        "logboek" => ReviewLists.Events(backend, query, cancel),
        _ => null,
    };

    private static ExportTable Providers(Backend backend, IQueryCollection query, CancellationToken cancel) => new("aanbieders",
        [new(Words.Col.Name), new(Words.Col.Kvk), new(Words.Col.Agb), new(Words.Col.City), new(Words.Col.Email), new(Words.Col.Phone), new(Words.Col.RegisteredOn, CellKind.Date)],
        Rows(async token => await backend.Providers.ListProvidersAsync(new() { Search = query["zoek"].ToString(), PageSize = PageSize, PageToken = token }, cancellationToken: cancel),
            page => page.NextPageToken, page => page.Providers,
            p => [p.Name, p.KvkNumber, p.AgbCode, p.Locations.FirstOrDefault()?.City, p.Email, p.Phone, p.RegisteredOn], cancel));

    private static ExportTable Contracts(Backend backend, IQueryCollection query, CancellationToken cancel) => new("contracten",
        [new(Words.Col.Number), new(Words.Col.Title), new(Words.Col.Provider), new(Words.Col.Status), new(Words.Col.StartsOn, CellKind.Date), new(Words.Col.EndsOn, CellKind.Date), new(Words.Col.Municipalities), new(Words.Col.Products, CellKind.Whole)],
        Rows(async token => await backend.Contracts.ListContractsAsync(new()
        {
            Search = query["zoek"].ToString(),
            ProviderId = query["aanbieder"].ToString(),
            MunicipalityCode = query["gemeente"].ToString(),
            Status = Codes.ContractStatus(query["status"].ToString()),
            PageSize = PageSize,
            PageToken = token,
        }, cancellationToken: cancel), page => page.NextPageToken, page => page.Contracts,
            c => [c.Number, c.Title, c.ProviderName, Named.Of(c.Status), c.StartsOn, c.EndsOn, string.Join(", ", c.MunicipalityCodes), (long)c.ProductCount], cancel));

    /// <summary>Without a search: what somebody looks for here may be a BSN, and that belongs in no address.</summary>
    private static ExportTable Dispositions(Backend backend, CancellationToken cancel) => new("beschikkingen",
        [new(Words.Col.DispositionNumber), new(Words.Col.Municipality), new(Words.Col.IssuedOn, CellKind.Date), new(Words.Col.Referrer), new(Words.Col.Client), new(Words.Col.AllocationNumber)],
        Rows(async token => await backend.Dispositions.ListDispositionsAsync(new() { PageSize = PageSize, PageToken = token }, cancellationToken: cancel),
            page => page.NextPageToken, page => page.Dispositions,
            d => [d.Number, d.MunicipalityCode, d.IssuedOn, Named.Of(d.Referrer), d.ClientPseudonym, string.Join(", ", d.Allocations.Select(a => a.Number))], cancel));

    private static ExportTable Allocations(Backend backend, IQueryCollection query, CancellationToken cancel) => new("toewijzingen",
        [new(Words.Col.AllocationNumber, CellKind.Whole), new(Words.Col.Municipality), new(Words.Col.Contract), new(Words.Col.Agb), new(Words.Col.Product), new(Words.Disposition.Kind), new(Words.Col.Volume, CellKind.Whole), new(Words.Col.Unit), new(Words.Col.StartsOn, CellKind.Date), new(Words.Col.EndsOn, CellKind.Date), new(Words.Col.Status), new(Words.Col.UsedVolume, CellKind.Whole), new(Words.Col.DeclaredAmount, CellKind.Cents)],
        Rows(async token => await backend.Dispositions.ListAllocationsAsync(new()
        {
            Search = query["zoek"].ToString(),
            ContractId = query["contract"].ToString(),
            ProviderId = query["aanbieder"].ToString(),
            MunicipalityCode = query["gemeente"].ToString(),
            Status = Codes.AllocationStatus(query["status"].ToString()),
            Kind = Codes.AllocationKind(query["soort"].ToString()),
            PageSize = PageSize,
            PageToken = token,
        }, cancellationToken: cancel), page => page.NextPageToken, page => page.Allocations,
            a => [a.Number, a.MunicipalityCode, a.ContractNumber, a.ProviderAgbCode, Named.Product(a), Named.Of(a.Kind), a.Volume, Named.Unit(a.Unit), a.StartsOn, a.EndsOn, Named.Of(a.Status), a.UsedVolume, a.DeclaredCents], cancel));

    private static ExportTable Messages(Backend backend, IQueryCollection query, CancellationToken cancel) => new("berichten",
        [new(Words.Col.Kind), new(Words.Col.Direction), new(Words.Col.Identification), new(Words.Col.Sender), new(Words.Col.Receiver), new(Words.Col.ReceivedAt), new(Words.Col.Status), new(Words.Col.DeclarationNumber), new(Words.Col.SubmittedAmount, CellKind.Cents), new(Words.Col.AllowedAmount, CellKind.Cents), new(Words.Col.Lines, CellKind.Whole), new(Words.Col.RejectedLines, CellKind.Whole)],
        Rows(async token => await backend.Messages.ListMessagesAsync(new()
        {
            Search = query["zoek"].ToString(),
            Kind = query["soort"].ToString(),
            Status = Codes.MessageStatus(query["status"].ToString()),
            PageSize = PageSize,
            PageToken = token,
        }, cancellationToken: cancel), page => page.NextPageToken, page => page.Messages,
            m => [m.Kind, m.Incoming ? Words.Col.Incoming : Words.Col.Outgoing, m.Identification, m.Sender, m.Receiver, Show.Moment(m.ReceivedAt), Named.Of(m.Status), m.DeclarationNumber, m.SubmittedCents, m.AllowedCents, (long)m.LineCount, (long)m.RejectedLineCount], cancel));

    private static ExportTable Findings(Backend backend, IQueryCollection query, CancellationToken cancel) => new("bevindingen",
        [new(Words.Col.Code), new(Words.Message.Rule), new(Words.Message.Finding), new(Words.Message.Path), new(Words.Message.Line, CellKind.Whole), new(Words.Message.Reference), new(Words.Col.AllocationNumber)],
        Rows(async _ => await backend.Messages.GetMessageAsync(new() { MessageId = query["bericht"].ToString() }, cancellationToken: cancel),
            _ => "", reply => reply.Message.Findings,
            f => [f.Code, f.Rule, f.Text, f.Path, (long)f.Line, f.ReferenceNumber, f.AllocationNumber], cancel));

    internal static async IAsyncEnumerable<object?[]> Rows<TPage, TItem>(
        Func<string, Task<TPage>> ask, Func<TPage, string> next, Func<TPage, IEnumerable<TItem>> items, Func<TItem, object?[]> row, [EnumeratorCancellation] CancellationToken cancel)
    {
        var token = "";
        do
        {
            cancel.ThrowIfCancellationRequested();
            var page = await ask(token);
            foreach (var item in items(page))
                yield return row(item);
            token = next(page);
        }
        while (token.Length > 0);
    }
}
