using Inkoop.Dispositions.Allocations;
using Inkoop.Funding;
using Inkoop.Platform.Data;
using Inkoop.Wire;

namespace Inkoop.Dispositions.Judging;

/// <summary>What was told of the care of persons by one provider, as the rules of funding read it: the same reports, in the same moments, as the settlement has them, under
/// whatever municipality they came.</summary>
internal sealed class KnownCare
{
    private readonly ILookup<string, Care> ofPerson;
    private readonly Dictionary<string, string> personOf;

    private KnownCare(IReadOnlyList<Care> care, Dictionary<string, string> personOf, ILookup<Guid, PartReached> reached)
    {
        ofPerson = care.ToLookup(one => one.ClientId);
        this.personOf = personOf;
        Reached = reached;
    }

    public static KnownCare None { get; } = new([], [], Enumerable.Empty<PartReached>().ToLookup(_ => Guid.Empty));

    /// <summary>Parts of trajectories (trajecten) that were reached, by allocation.</summary>
    public ILookup<Guid, PartReached> Reached { get; }

    /// <summary>All care of the person that the client is.</summary>
    public IReadOnlyList<Care> Of(string clientPseudonym) => personOf.TryGetValue(clientPseudonym, out var person) ? [.. ofPerson[person]] : [];

    /// <param name="allocationIds">Those that are declared on; the care of their persons under other allocations comes along, also in other municipalities.</param>
    public static async Task<KnownCare> ReadAsync(UnitOfWork work, Guid providerId, IEnumerable<Guid> allocationIds)
    {
        var reports = new Dictionary<(Guid, bool), CareReport>();
        var allocations = new Dictionary<Guid, AllocationVersion>();
        var reached = new Dictionary<Guid, ReachedRow>();
        var personOf = new Dictionary<string, string>();
        foreach (var ids in allocationIds.Chunk(500))
        {
            var args = new { providerId, ids = ids.InList() };
            foreach (var row in (await work.QueryAsync<ReportRow>(Starts, args)).Concat(await work.QueryAsync<ReportRow>(Stops, args)))
            {
                reports[(row.ReportId, row.StoppedOn is not null)] = row.ToReport();
                allocations[row.AllocationId] = row.ToAllocation();
                personOf[row.ClientPseudonym] = row.BsnHash;
            }
            foreach (var row in await work.QueryAsync<ReachedRow>(PartsReached, args))
                reached[row.FactId] = row;
        }
        // What is on record here is known now; the settlement gets it as the events of these same transactions.
        return new KnownCare(CareFacts.Standing(reports.Values, allocations.Values, DateTimeOffset.MaxValue, DutchDay.Of(work.Now)), personOf,
            PartReached.Newest(reached.Values.Where(row => Statements.Counts(row.NeedsCheck, row.ConfirmedAt, DateTimeOffset.MaxValue))
                .Select(row => (row.AllocationId, new PartReached(row.Part, row.ReachedOn, row.FactId, row.RecordedAt)))));
    }

    private sealed record ReportRow
    {
        public Guid ReportId { get; init; }
        public Guid AllocationId { get; init; }
        public DateOnly StartedOn { get; init; }
        public DateOnly? StoppedOn { get; init; }
        public string? Reason { get; init; }
        public Guid? WithdrawnMessageId { get; init; }
        public DateTimeOffset RecordedAt { get; init; }
        public Guid ContractId { get; init; }
        public Guid ProviderId { get; init; }
        public string ProductId { get; init; } = "";
        public string Category { get; init; } = "";
        public string MunicipalityCode { get; init; } = "";
        public string ClientPseudonym { get; init; } = "";
        public string BsnHash { get; init; } = "";
        public DateOnly StartsOn { get; init; }
        public DateOnly? EndsOn { get; init; }
        public string Status { get; init; } = "";

        public CareReport ToReport() => new()
        {
            EventId = ReportId,
            ReportId = ReportId,
            IsStop = StoppedOn is not null,
            AllocationId = AllocationId,
            ContractId = ContractId,
            ProviderId = ProviderId,
            ProductId = ProductId,
            MunicipalityCode = MunicipalityCode,
            ClientPseudonym = BsnHash, // the person, for as long as this judging takes
            StartedOn = StartedOn,
            StoppedOn = StoppedOn,
            Reason = Reason,
            IsWithdrawn = WithdrawnMessageId is not null,
            RecordedAt = RecordedAt,
        };

        public AllocationVersion ToAllocation() => new()
        {
            AllocationId = AllocationId,
            Category = Category,
            StartsOn = StartsOn,
            EndsOn = EndsOn,
            IsRemoved = Status == AllocationRow.Removed,
        };
    }

    private sealed record ReachedRow
    {
        public Guid FactId { get; init; }
        public Guid AllocationId { get; init; }
        public int Part { get; init; }
        public DateOnly ReachedOn { get; init; }
        public DateTimeOffset RecordedAt { get; init; }
        public bool NeedsCheck { get; init; }
        public DateTimeOffset? ConfirmedAt { get; init; }
    }

    // A report is told in the transaction that answers its message.
    private const string Starts =
        """
        SELECT s.start_id AS report_id, s.allocation_id, s.started_on, s.withdrawn_message_id, m.answered_at AS recorded_at,
               a.contract_id, a.provider_id, a.product_id, a.category, a.municipality_code, a.client_pseudonym, c.bsn_hash, a.starts_on, a.ends_on, a.status
        FROM care_start s JOIN allocation a ON a.allocation_id = s.allocation_id JOIN client c ON c.pseudonym = a.client_pseudonym JOIN message m ON m.message_id = s.message_id
        WHERE a.provider_id = @providerId AND a.client_pseudonym IN (
            SELECT other.pseudonym FROM allocation own JOIN client mine ON mine.pseudonym = own.client_pseudonym JOIN client other ON other.bsn_hash = mine.bsn_hash
            WHERE own.allocation_id IN @ids)
        """;

    private const string Stops =
        """
        SELECT s.stop_id AS report_id, s.allocation_id, s.started_on, s.stopped_on, s.reason, s.withdrawn_message_id, m.answered_at AS recorded_at,
               a.contract_id, a.provider_id, a.product_id, a.category, a.municipality_code, a.client_pseudonym, c.bsn_hash, a.starts_on, a.ends_on, a.status
        FROM care_stop s JOIN allocation a ON a.allocation_id = s.allocation_id JOIN client c ON c.pseudonym = a.client_pseudonym JOIN message m ON m.message_id = s.message_id
        WHERE a.provider_id = @providerId AND a.client_pseudonym IN (
            SELECT other.pseudonym FROM allocation own JOIN client mine ON mine.pseudonym = own.client_pseudonym JOIN client other ON other.bsn_hash = mine.bsn_hash
            WHERE own.allocation_id IN @ids)
        """;

    private const string PartsReached =
        """
        SELECT r.fact_id, r.allocation_id, r.part, r.reached_on, r.recorded_at, r.needs_check, r.confirmed_at
        FROM known_part_reached r JOIN allocation a ON a.allocation_id = r.allocation_id AND a.contract_id = r.contract_id
        WHERE r.withdrawn_at IS NULL AND a.provider_id = @providerId AND a.client_pseudonym IN (
            SELECT other.pseudonym FROM allocation own JOIN client mine ON mine.pseudonym = own.client_pseudonym JOIN client other ON other.bsn_hash = mine.bsn_hash
            WHERE own.allocation_id IN @ids)
        """;
}
