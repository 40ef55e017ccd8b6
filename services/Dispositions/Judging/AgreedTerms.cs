using System.Globalization;
using Inkoop.Ijw;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Dispositions.Judging;

/// <summary>What a line's terms are asked by: the contract of its allocation, its product, the first day of its period.</summary>
public sealed record TermsKey(Guid ContractId, string MunicipalityCode, string Category, string Code, DateOnly On);

/// <summary>Contract terms with what is recorded of them beside an accepted line.</summary>
public sealed record Agreed(LineTerms Line, string ProductId, long ContractVersion, long RateE8, string RoundingRule);

/// <summary>The terms that one message is judged by, asked of Contracts once and outside any transaction.</summary>
public sealed class AgreedTerms(ContractService.ContractServiceClient contracts)
{
    private const int MostQuestions = 1_000;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);
    private readonly Dictionary<TermsKey, Agreed?> known = [];

    /// <summary>Asks what was not asked yet. Throws RpcException when Contracts cannot answer.</summary>
    public async Task FetchAsync(IEnumerable<TermsKey> keys, CancellationToken cancellationToken)
    {
        foreach (var chunk in keys.Distinct().Where(key => !known.ContainsKey(key)).Chunk(MostQuestions))
        {
            var request = new GetTermsRequest();
            request.Questions.AddRange(chunk.Select(key => new TermsQuestion
            {
                ContractId = key.ContractId.ToString(),
                MunicipalityCode = key.MunicipalityCode,
                Category = key.Category,
                Code = key.Code,
                On = Iso.Day(key.On),
            }));
            // A deadline is kept by the transport, in real time, whatever time this service works in.
            var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + patience;
            var reply = await contracts.GetTermsAsync(request, deadline: deadline, cancellationToken: cancellationToken);
            foreach (var (key, terms) in chunk.Zip(reply.Terms))
                known[key] = terms.Found ? Read(terms) : null;
        }
    }

    /// <summary>Null when the contract does not have this product for this municipality on that day.</summary>
    public Agreed? Of(TermsKey key) => known[key];

    private static Agreed Read(Terms terms)
    {
        var rate = terms.RateEur.Length == 0 ? (decimal?)null : decimal.Parse(terms.RateEur, CultureInfo.InvariantCulture);
        var (rounding, rule) = terms.RoundingRule switch
        {
            RoundingRule.TariffFourDecimals => (TariffRounding.FourDecimals, "tariff_four_decimals"),
            RoundingRule.TariffCents => (TariffRounding.Cents, "tariff_cents"),
            _ => (TariffRounding.Unrounded, "unrounded_tariff"),
        };
        var line = new LineTerms
        {
            TariffEuros = rate,
            Unit = terms.Unit,
            Rounding = rounding,
            Variant = terms.Variant == DeliveryVariant.Output ? CareVariant.Output : CareVariant.Effort,
        };
        return new Agreed(line, terms.ProductId, terms.ContractVersion, (long)((rate ?? 0) * 100_000_000), rule);
    }
}
