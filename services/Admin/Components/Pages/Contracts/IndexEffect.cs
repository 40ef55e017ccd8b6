using System.Globalization;
using Grpc.Core;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Components.Pages.Contracts;

/// <summary>What new tariffs cost on the volume of a year (effect), in euro cents, by municipality: the settlement of that year with its prices raised,
/// so that caps, corridors and stays do what they do.</summary>
public sealed record IndexEffect(IReadOnlyList<(string MunicipalityCode, long NowCents, long MoreCents)> Municipalities)
{
    /// <summary>As many as one what-if takes.</summary>
    private const int AtOnce = 50;

    public long NowCents => Municipalities.Sum(one => one.NowCents);

    public long MoreCents => Municipalities.Sum(one => one.MoreCents);

    public static async Task<IndexEffect> ReadAsync(Backend backend, IndexTariffsReply indexed, int year, CallOptions call)
    {
        var sums = new SortedDictionary<string, (long Now, long More)>(StringComparer.Ordinal);
        // A contract in its first year has a percentage of its own.
        foreach (var same in indexed.Contracts.Where(contract => contract.Version > 0).GroupBy(contract => contract.Percent))
            foreach (var chunk in same.Chunk(AtOnce))
            {
                var factor = 1 + decimal.Parse(same.Key, CultureInfo.InvariantCulture) / 100;
                var request = new WhatIfRequest { From = $"{year}-01-01", Until = $"{year}-12-31", Scenarios = { new Scenario { Name = "indexering", PriceFactor = factor.ToString(CultureInfo.InvariantCulture) } } };
                request.ContractIds.AddRange(chunk.Select(contract => contract.ContractId));
                var reply = await backend.Settlements.WhatIfAsync(request, call);
                if (reply.Outcomes.Any(outcome => outcome.WithoutAmount))
                    continue;
                foreach (var cell in reply.Cells)
                {
                    var (now, more) = sums.GetValueOrDefault(cell.MunicipalityCode);
                    sums[cell.MunicipalityCode] = (now + cell.Cents[0], more + cell.DifferenceCents[1]);
                }
            }
        return new IndexEffect([.. sums.Select(sum => (sum.Key, sum.Value.Now, sum.Value.More))]);
    }
}
