using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Reviews.Packs;

/// <summary>One line of the list of reviews: of the sealed pack it is made once, of a live one for every page.</summary>
public static class Summary
{
    public static ReviewSummary Of(Review pack) => Count(new ReviewSummary
    {
        ContractId = pack.ContractId,
        ContractNumber = pack.ContractNumber,
        ProviderId = pack.ProviderId,
        ProviderName = pack.ProviderName,
        Quarter = pack.Quarter,
        ProducedQuarterCents = pack.Budget.ProducedQuarterCents,
        UsedShare = pack.Budget.UsedShare,
        OpenActionCount = pack.Actions.Count(action => action.Status == ActionStatus.Open),
        BuyerSigned = pack.BuyerSignature is not null,
        ProviderSigned = pack.ProviderSignature is not null,
    }, pack.Indicators.Select(indicator => indicator.Colour));

    public static ReviewSummary Count(ReviewSummary summary, IEnumerable<Colour> colours)
    {
        foreach (var colour in colours)
        {
            switch (colour)
            {
                case Colour.Red: summary.RedCount++; break;
                case Colour.Amber: summary.AmberCount++; break;
                case Colour.Green: summary.GreenCount++; break;
                case Colour.Missing: summary.MissingCount++; break;
            }
        }
        return summary;
    }
}
