using Inkoop.Money.Cells;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Platform.Privacy;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Money.Projections;

/// <summary>Which clients of municipalities are one person of the region. What dispositions told under seal is kept hashed under a key of this service, so that
/// neither database says anything of the other's persons.</summary>
public sealed class Persons : Projection, IConsumer<PersonTold>
{
    private readonly PersonSeal seal;
    private readonly PersonalData keys;

    public Persons(MoneyDatabase database, PersonSeal seal, PersonalData keys) : base(database, "money-persons", ["person_of_client"], shape: 1)
    {
        (this.seal, this.keys) = (seal, keys);
        On<PersonTold>(Apply);
    }

    public Task Consume(ConsumeContext<PersonTold> context) => ApplyAsync(context);

    protected override Task ReplacedAsync(UnitOfWork work) => CellStore.TouchAllAsync(work);

    private async Task Apply(UnitOfWork work, PersonTold e)
    {
        var person = keys.Lookup("person-of-client", seal.Open(e.ClientPseudonym, e.Version, e.SealedPerson));
        await work.ExecuteAsync(Insert, new { e.ClientPseudonym, e.Version, person, e.RecordedAt });
        if (work.IsBeside)
            return; // touched all at once when they change places
        // Of an allocation that comes later, its own event touches the figures.
        foreach (var contract in await work.QueryAsync<ContractOfClient>(Contracts, new { e.ClientPseudonym }))
            await CellStore.TouchAsync(work, contract.ContractId, contract.StartsOn.Year);
    }

    private sealed record ContractOfClient
    {
        public Guid ContractId { get; init; }
        public DateOnly StartsOn { get; init; }
    }

    private const string Insert = """
        INSERT INTO person_of_client (client_pseudonym, version, person, recorded_at)
        SELECT @ClientPseudonym, @Version, @person, @RecordedAt
        WHERE NOT EXISTS (SELECT 1 FROM person_of_client WHERE client_pseudonym = @ClientPseudonym AND version = @Version)
        """;

    private const string Contracts = "SELECT contract_id, MIN(starts_on) AS starts_on FROM allocation WHERE client_pseudonym = @ClientPseudonym GROUP BY contract_id";
}
