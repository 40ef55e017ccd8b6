using System.Globalization;
using Grpc.Core;
using Inkoop.Dispositions.Clients;
using Inkoop.Platform.Data;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Dispositions;

// A municipality decides that a child gets help (beschikking, Jeugdwet 2.3). The number is the municipality's own and used once; the child
// is known by a pseudonym from here on.
public sealed partial class DispositionRpc
{
    public override async Task<IssueDispositionReply> IssueDisposition(IssueDispositionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var issue = await ReadIssueAsync(request, check, "", context.CancellationToken);
        check.ThrowIfAny();

        return await database.ChangeAsync(request, request.RequestId, context, async work =>
            await work.FirstOrDefaultAsync<DispositionRow>(DispositionByNumber, issue) is null
                ? new IssueDispositionReply { Disposition = (await IssueAsync(work, issue)).ToWire() }
                : throw NumberTaken(issue));
    }

    /// <summary>A disposition as read from a request.</summary>
    private sealed record Issue(string Number, string MunicipalityCode, DateOnly IssuedOn, string Referrer, bool Forced, Person Person);

    private async Task<Issue> ReadIssueAsync(IssueDispositionRequest request, Check check, string at, CancellationToken cancellationToken)
    {
        var fields = new Check();
        var today = DutchDay.Of(clock.GetUtcNow());
        var number = fields.Text(request.Number, "number", 1, 50);
        var municipality = await ReadMunicipalityAsync(fields, request.MunicipalityCode, cancellationToken);
        var issuedOn = fields.Date(request.IssuedOn, "issued_on");
        fields.That(issuedOn == default || issuedOn >= new DateOnly(2015, 1, 1), "issued_on", "before_the_act", "De Jeugdwet geldt sinds 1 januari 2015.");
        fields.That(issuedOn <= today, "issued_on", "in_future", "Een beschikking kan niet in de toekomst zijn afgegeven.");
        fields.That(Enum.IsDefined(request.Referrer) && request.Referrer != Referrer.Unspecified, "referrer", "required", "Kies wie heeft verwezen.");
        var person = Person.Read(request.Client, today, fields);
        foreach (var fault in fields.Faults)
            check.That(false, at + fault.Field, fault.Code, fault.Text);
        return new Issue(number, municipality, issuedOn, ReferrerCode(request.Referrer), request.Forced, person);
    }

    private async Task<DispositionRow> IssueAsync(UnitOfWork work, Issue issue)
    {
        var row = new DispositionRow
        {
            DispositionId = Guid.CreateVersion7(work.Now),
            Version = 1,
            Number = issue.Number,
            MunicipalityCode = issue.MunicipalityCode,
            IssuedOn = issue.IssuedOn,
            Referrer = issue.Referrer,
            Forced = issue.Forced,
            ClientPseudonym = await clients.RecordAsync(work, issue.MunicipalityCode, issue.Person),
            RecordedAt = work.Now,
        };
        await work.InsertManyAsync("disposition", [row]);
        work.Emit($"disposition/{row.DispositionId}", 0, new DispositionIssued
        {
            DispositionId = row.DispositionId,
            ClientPseudonym = row.ClientPseudonym,
            MunicipalityCode = row.MunicipalityCode,
            IssuedOn = row.IssuedOn,
            ReferrerType = row.Referrer,
            Forced = row.Forced,
        });
        return row;
    }

    /// <summary>The disposition that stands under this number when it says the same of the same client; else it is recorded now.</summary>
    private async Task<DispositionRow> IssueOrFindAsync(UnitOfWork work, Issue issue)
    {
        if (await work.FirstOrDefaultAsync<DispositionRow>(DispositionByNumber, issue) is not { } standing)
            return await IssueAsync(work, issue);
        var same = (standing.IssuedOn, standing.Referrer, standing.Forced) == (issue.IssuedOn, issue.Referrer, issue.Forced)
            && (await clients.OpenAsync(work, standing.ClientPseudonym)).Bsn == issue.Person.Bsn;
        return same ? standing : throw NumberTaken(issue);
    }

    private static Duplicate NumberTaken(Issue issue) => new("disposition_number_taken", $"Beschikkingnummer {issue.Number} bestaat al in deze gemeente.");

    // The register reaches us as events; what it recorded a moment ago is asked for there.
    private async Task<string> ReadMunicipalityAsync(Check check, string typed, CancellationToken cancellationToken)
    {
        var code = ReadMunicipality(check, typed);
        if (IsMunicipality(code) && await database.ReadAsync(connection => connection.FirstOrDefaultAsync<string>(MunicipalityByCode, new { code }, cancellationToken), cancellationToken) is null)
        {
            var today = await reference.ListMunicipalitiesAsync(new ListMunicipalitiesRequest { Search = code }, cancellationToken: cancellationToken);
            check.That(today.Municipalities.Any(known => known.Code == code), "municipality_code", "municipality_unknown", "Deze gemeente staat niet in het register.");
        }

        return code;
    }

    private static string ReadMunicipality(Check check, string code)
    {
        check.That(IsMunicipality(code), "municipality_code", "municipality_code_invalid", "Een gemeentecode van vier cijfers.");
        return code;
    }

    private static bool IsMunicipality(string code) => code is { Length: 4 } && code.All(char.IsAsciiDigit);

    private const string MunicipalityByCode = "SELECT code FROM known_municipality WHERE code = @code";

    // The enumeration's numbers are those of the code list (COD327).
    private static string ReferrerCode(Referrer referrer) => ((int)referrer).ToString("00", CultureInfo.InvariantCulture);

    private const string DispositionByNumber = $"SELECT {DispositionColumns} FROM disposition WHERE municipality_code = @MunicipalityCode AND number = @Number";

    private sealed record DispositionRow
    {
        public Guid DispositionId { get; init; }
        public long Version { get; init; }
        public string Number { get; init; } = "";
        public string MunicipalityCode { get; init; } = "";
        public DateOnly IssuedOn { get; init; }

        /// <summary>COD327, two digits.</summary>
        public string Referrer { get; init; } = "";

        public bool Forced { get; init; }
        public string ClientPseudonym { get; init; } = "";
        public DateTimeOffset RecordedAt { get; init; }

        public Disposition ToWire() => new()
        {
            DispositionId = DispositionId.ToString(),
            Version = Version,
            Number = Number,
            MunicipalityCode = MunicipalityCode,
            IssuedOn = Iso.Day(IssuedOn),
            Referrer = (Referrer)int.Parse(Referrer, CultureInfo.InvariantCulture),
            Forced = Forced,
            ClientPseudonym = ClientPseudonym,
        };
    }
}
