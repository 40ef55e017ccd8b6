using Inkoop.Indicators.Registry;
using Inkoop.Wire;
using Inkoop.Wire.Indicators.V1;

namespace Inkoop.Indicators.Submissions;

/// <summary>What is owed (verschuldigde aanleveringen) for a quarter: every agreed indicator of every contract in force, but never what the platform alone derives.</summary>
public static class DueSubmissions
{
    /// <param name="today">Dutch day; what is not in after the due date is late.</param>
    /// <returns>By contract number, then in the order of the agreements' codes.</returns>
    public static IEnumerable<DueSubmission> Of(
        Quarter quarter, DateOnly today, IEnumerable<KnownContract> contracts, IReadOnlyList<IndicatorDefinition> definitions,
        IReadOnlyDictionary<SubmissionKey, CurrentSubmission> submitted)
    {
        foreach (var contract in contracts.Where(contract => contract.InForceIn(quarter)).OrderBy(contract => contract.Number, StringComparer.Ordinal))
        {
            foreach (var code in contract.AgreedIndicators.Order(StringComparer.Ordinal))
            {
                if (definitions.ValidOn(code, quarter.LastDay) is not { Asked: true } definition)
                    continue;
                var current = submitted.GetValueOrDefault(new SubmissionKey(contract.ContractId, code, quarter));
                yield return new DueSubmission
                {
                    ContractId = contract.ContractId.ToString(),
                    ContractNumber = contract.Number,
                    ProviderId = contract.ProviderId.ToString(),
                    IndicatorCode = code,
                    IndicatorName = definition.Name,
                    IndicatorVersion = definition.Version,
                    Quarter = quarter.ToString(),
                    DueOn = quarter.DueOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    Why = definition.Why,
                    MinutesEstimate = definition.MinutesEstimate,
                    Submitted = current is not null,
                    Late = current?.Late ?? today > quarter.DueOn,
                    SubmissionVersion = current?.Version ?? 0,
                };
            }
        }
    }
}
