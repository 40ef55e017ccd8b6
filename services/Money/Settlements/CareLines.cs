using Inkoop.Funding;

namespace Inkoop.Money.Settlements;

/// <summary>Lines of the ledger (prestaties) as the rules of funding read them.</summary>
public static class CareLines
{
    /// <param name="provider">Whom the line is paid to where the ledger does not say: it was booked before the ledger kept that.</param>
    /// <param name="client">Whom it is counted to; the client of the municipality when it is not given.</param>
    public static CareLine Of(LedgerLine line, string provider = "", string? client = null)
    {
        var accepted = line.AcceptedAt ?? EventMoment.Of(line.EventId);
        return new CareLine
        {
            EventId = line.EventId,
            RecordedAt = accepted,
            ReferenceNumber = line.ReferenceNumber,
            PreviousReferenceNumber = line.PreviousReferenceNumber,
            IsCredit = line.IsCredit,
            ProductId = line.ProductId,
            MunicipalityCode = line.MunicipalityCode,
            ProviderCode = line.ProviderId?.ToString() ?? provider,
            ClientId = client ?? line.ClientPseudonym ?? "",
            StartsOn = line.StartsOn,
            EndsOn = line.EndsOn,
            Volume = line.Volume,
            Unit = line.Unit,
            Kind = KindOf(line.AllocationKind),
            AcceptedAt = accepted,
        };
    }

    // Events of before the kind was told are of specific allocations.
    private static AllocationKind KindOf(string? name) => name switch
    {
        "crisis" => AllocationKind.Crisis,
        "unspecific" => AllocationKind.Unspecific,
        _ => AllocationKind.Specific,
    };
}
