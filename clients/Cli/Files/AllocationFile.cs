using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Inkoop.Wire.Dispositions.V1;

namespace Inkoop.Cli.Files;

/// <summary>
/// One disposition with one allocation, as JSON. Personal data stands in a file or comes through standard input, never in an
/// argument, where other users of the machine and the shell's history would see it.
/// </summary>
internal sealed record AllocationFile
{
    private static readonly JsonSerializerOptions format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public required DispositionPart Disposition { get; init; }

    public required ClientPart Client { get; init; }

    public required AllocationPart Allocation { get; init; }

    /// <exception cref="Problem">Not this shape; the text never repeats what the file says.</exception>
    public static AllocationFile Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<AllocationFile>(json, format) is { Disposition: not null, Client: not null, Allocation: not null } file
                ? file
                : throw new Problem("json_incomplete", "Het bestand heeft disposition, client en allocation nodig.");
        }
        catch (JsonException exception)
        {
            var where = exception.LineNumber is { } line ? $" (regel {line + 1}{(exception.Path is { Length: > 1 } path ? $", bij {path.TrimStart('$', '.')}" : "")})" : "";
            throw new Problem("json_invalid", $"Het bestand is geen toewijzing die wij kunnen lezen{where}.", "Verwacht wordt {\"disposition\":{...},\"client\":{...},\"allocation\":{...}}; zie de namen in de uitleg.");
        }
    }

    private IssueDispositionRequest ToIssue() => new()
    {
        Number = Disposition.Number,
        MunicipalityCode = Disposition.MunicipalityCode,
        IssuedOn = Disposition.IssuedOn,
        Referrer = ReadReferrer(Disposition.Referrer),
        Forced = Disposition.Forced,
        Client = Client.ToWire(),
    };

    // Disposition and allocation in one request: both are recorded, or neither. The id leaves the client out: a digest of a known person
    // with a BSN of nine digits is soon guessed. The number of a disposition is its own identity, and the service compares the content.
    public AllocateProductRequest ToAllocate(string contractId) => new()
    {
        RequestId = RequestId.Of("disposition and allocation", Disposition.MunicipalityCode, Disposition.Number, contractId,
            Allocation.ProductId.Length > 0 ? Allocation.ProductId : "category " + Allocation.Category,
            Allocation.Volume.ToString(CultureInfo.InvariantCulture), Allocation.Unit, Allocation.Frequency, Allocation.StartsOn, Allocation.EndsOn,
            Allocation.Number.ToString(CultureInfo.InvariantCulture), Allocation.ExtendedCare),
        Issue = ToIssue(),
        ContractId = contractId,
        ProductId = Allocation.ProductId,
        Category = Allocation.Category,
        Volume = Allocation.Volume,
        Unit = Allocation.Unit,
        Frequency = Allocation.Frequency,
        StartsOn = Allocation.StartsOn,
        EndsOn = Allocation.EndsOn,
        Number = Allocation.Number,
        ExtendedCare = ReadExtendedCare(Allocation.ExtendedCare),
    };

    private static ExtendedCare ReadExtendedCare(string text) => text switch
    {
        "" => ExtendedCare.Unspecified,
        "continued" => ExtendedCare.Continued,
        "determined" => ExtendedCare.Determined,
        "resumed" => ExtendedCare.Resumed,
        "criminal_law" => ExtendedCare.CriminalLaw,
        _ => throw new Problem("extended_care_unknown", "De reden van verlengde jeugdhulp (allocation.extended_care) is onbekend.",
            "Kies continued, determined, resumed of criminal_law, of laat het weg onder 18 jaar."),
    };

    /// <summary>By name, or by the number of the code list (COD327).</summary>
    private static Referrer ReadReferrer(string text) => text switch
    {
        "municipality" or "01" => Referrer.Municipality,
        "general_practitioner" or "02" => Referrer.GeneralPractitioner,
        "youth_doctor" or "03" => Referrer.YouthDoctor,
        "certified_institution" or "04" => Referrer.CertifiedInstitution,
        "medical_specialist" or "05" => Referrer.MedicalSpecialist,
        "self" or "06" => Referrer.Self,
        "court" or "08" => Referrer.Court,
        "" => Referrer.Unspecified,
        _ => throw new Problem("referrer_unknown", "De verwijzer (disposition.referrer) is onbekend.",
            "Kies municipality, general_practitioner, youth_doctor, certified_institution, medical_specialist, self of court, of de code 01 tot en met 08."),
    };

    internal sealed record DispositionPart
    {
        public required string Number { get; init; }
        public required string MunicipalityCode { get; init; }
        public required string IssuedOn { get; init; }
        public required string Referrer { get; init; }
        public bool Forced { get; init; }
    }

    internal sealed record ClientPart
    {
        public required string Bsn { get; init; }
        public required string BirthDate { get; init; }
        public string Gender { get; init; } = "";
        public required string LastName { get; init; }
        public string Prefix { get; init; } = "";
        public string FirstNames { get; init; } = "";
        public string Initials { get; init; } = "";
        public AddressPart? Address { get; init; }

        public Client ToWire() => new()
        {
            Bsn = Bsn,
            BirthDate = BirthDate,
            Gender = Gender,
            LastName = LastName,
            Prefix = Prefix,
            FirstNames = FirstNames,
            Initials = Initials,
            Address = Address?.ToWire(),
        };
    }

    internal sealed record AddressPart
    {
        public string Street { get; init; } = "";
        public int HouseNumber { get; init; }
        public string HouseLetter { get; init; } = "";
        public string HouseSuffix { get; init; } = "";
        public string PostalCode { get; init; } = "";
        public string City { get; init; } = "";

        public Address ToWire() => new()
        {
            Street = Street,
            HouseNumber = HouseNumber,
            HouseLetter = HouseLetter,
            HouseSuffix = HouseSuffix,
            PostalCode = PostalCode,
            City = City,
        };
    }

    internal sealed record AllocationPart
    {
        /// <summary>Number or id.</summary>
        public required string Contract { get; init; }

        /// <summary>A product, with volume and frequency; or else <see cref="Category"/>.</summary>
        public string ProductId { get; init; } = "";

        /// <summary>The whole category (aspecifiek), without volume, unit and frequency.</summary>
        public string Category { get; init; } = "";

        public long Volume { get; init; }
        public string Unit { get; init; } = "";
        public string Frequency { get; init; } = "";
        public required string StartsOn { get; init; }
        public string EndsOn { get; init; } = "";
        public long Number { get; init; }

        /// <summary>Why somebody of eighteen or older still gets youth help; empty under eighteen.</summary>
        public string ExtendedCare { get; init; } = "";
    }
}
