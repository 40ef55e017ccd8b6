using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Admin.Components.Pages.Contracts;

/// <summary>What people call the municipalities and indicators of a contract.</summary>
public sealed record ContractNames(IReadOnlyDictionary<string, string> Municipalities, IReadOnlyDictionary<string, string> Indicators)
{
    public static ContractNames None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    public static ContractNames Of(IEnumerable<Municipality> municipalities, IEnumerable<Indicator> indicators) => new(
        municipalities.GroupBy(municipality => municipality.Code).ToDictionary(same => same.Key, same => same.Last().Name),
        indicators.GroupBy(indicator => indicator.Code).ToDictionary(same => same.Key, same => same.Last().Name));

    public string Municipality(string code) => Municipalities.GetValueOrDefault(code, code);

    public string Indicator(string code) => Indicators.GetValueOrDefault(code, code);
}
