using System.Globalization;
using Grpc.Core;
using Inkoop.Dispositions.Clients;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions;

// A municipality decides that a child gets help (beschikking, Jeugdwet 2.3). The number is the municipality's own and used once; the child
// is known by a pseudonym from here on.
public sealed partial class DispositionRpc
{
    public override Task<IssueDispositionReply> IssueDisposition(IssueDispositionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var today = DutchDay.Of(clock.GetUtcNow());
        var number = check.Text(request.Number, "number", 1, 50);
        var municipality = ReadMunicipality(check, request.MunicipalityCode);
        var issuedOn = check.Date(request.IssuedOn, "issued_on");
        check.That(issuedOn == default || issuedOn >= new DateOnly(2015, 1, 1), "issued_on", "before_the_act", "De Jeugdwet geldt sinds 1 januari 2015.");
        check.That(issuedOn <= today, "issued_on", "in_future", "Een beschikking kan niet in de toekomst zijn afgegeven.");
        check.That(Enum.IsDefined(request.Referrer) && request.Referrer != Referrer.Unspecified, "referrer", "required", "Kies wie heeft verwezen.");
        var person = Person.Read(request.Client, today, check);
        check.ThrowIfAny();

        return database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            if (await work.FirstOrDefaultAsync<string>(DispositionByNumber, new { municipality, number }) is not null)
                throw new Duplicate("disposition_number_taken", $"Beschikkingnummer {number} bestaat al in deze gemeente.");

            var row = new DispositionRow
            {
                DispositionId = Guid.CreateVersion7(work.Now),
                Version = 1,
                Number = number,
                MunicipalityCode = municipality,
                IssuedOn = issuedOn,
                Referrer = ReferrerCode(request.Referrer),
                Forced = request.Forced,
                ClientPseudonym = await clients.RecordAsync(work, municipality, person),
                RecordedAt = work.Now,
            };
            await work.InsertManyAsync("disposition", [row]);
            work.Emit($"disposition/{row.DispositionId}", 0, new DispositionIssued
            {
                DispositionId = row.DispositionId,
                ClientPseudonym = row.ClientPseudonym,
                MunicipalityCode = municipality,
                IssuedOn = issuedOn,
                ReferrerType = row.Referrer,
                Forced = row.Forced,
            });
            return new IssueDispositionReply { Disposition = row.ToWire() };
        });
    }

    private static string ReadMunicipality(Check check, string code)
    {
        check.That(code is { Length: 4 } && code.All(char.IsAsciiDigit), "municipality_code", "municipality_code_invalid", "Een gemeentecode van vier cijfers.");
        return code;
    }

    // The enumeration's numbers are those of the code list (COD327).
    private static string ReferrerCode(Referrer referrer) => ((int)referrer).ToString("00", CultureInfo.InvariantCulture);

    private const string DispositionByNumber = "SELECT disposition_id FROM disposition WHERE municipality_code = @municipality AND number = @number";

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
