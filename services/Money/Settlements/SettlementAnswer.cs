using System.Data.Common;
using System.Globalization;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Agreements;
using Inkoop.Agreements.Drafting;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Finding = Inkoop.Funding.Finding;
using V1 = Inkoop.Wire.Contracts.V1;

namespace Inkoop.Money.Settlements;

/// <summary>A settled contract as it is answered: total, parts that add up to it, lots, and the tree.</summary>
public static class SettlementAnswer
{
    private const int MostFindings = 500;

    /// <summary>The tree of the whole contract: one child for every lot that has an amount.</summary>
    public static Explained Tree(ContractSettled settled) =>
        Explained.Sum($"Contract {settled.Contract.Number}: {settled.Contract.Title}", settled.Lots.Where(lot => lot.Settled is not null).Select(lot => lot.Settled!.Total));

    /// <summary>The tree of the discounts, beside the total; empty when there are none.</summary>
    public static Explained DiscountTree(ContractSettled settled) =>
        Explained.Sum("Korting wegens tekortkoming", settled.Lots.Where(lot => lot.Settled?.Discount is not null).Select(lot => lot.Settled!.Discount! with { Title = $"Perceel {lot.Lot.LotId} {lot.Lot.Name}" }));

    /// <param name="withClients">Whether what is about one client is told one by one, or counted.</param>
    public static Settlement ToWire(ContractSettled settled, Period period, bool withClients)
    {
        var contract = settled.Contract;
        var units = contract.Products.ToDictionary(product => product.ProductId, product => product.Unit);
        var wire = new Settlement
        {
            ContractId = contract.ContractId.ToString(),
            ContractNumber = contract.Number,
            ContractVersion = contract.Version,
            From = WireText.Day(period.From),
            Until = WireText.Day(period.Until),
            AsOf = settled.AsOf.ToTimestamp(),
        };
        foreach (var lot in settled.Lots)
        {
            wire.Lots.Add(ToWire(lot, withClients));
            if (lot.Settled is null) continue;
            wire.Parts.AddRange(lot.Parts
                .OrderBy(part => part.ProductId, StringComparer.Ordinal)
                .ThenBy(part => part.MunicipalityCode, StringComparer.Ordinal)
                .ThenBy(part => part.Month, StringComparer.Ordinal)
                .ThenBy(part => part.Unit, StringComparer.Ordinal)
                .Select(part => new SettlementPart
                {
                    LotId = lot.Lot.LotId,
                    ProductId = part.ProductId,
                    MunicipalityCode = part.MunicipalityCode,
                    Month = part.Month,
                    Unit = part.Unit.Length > 0 ? part.Unit : units.GetValueOrDefault(part.ProductId, ""),
                    Volume = part.Volume,
                    AmountCents = part.Cents,
                    LineCount = part.LineCount,
                }));
        }
        wire.TotalCents = wire.Lots.Sum(lot => lot.TotalCents);
        wire.SettledCents = wire.Lots.Sum(lot => lot.SettledCents);
        wire.DiscountCents = wire.Lots.Sum(lot => lot.DiscountCents);
        wire.LineCount = wire.Parts.Sum(part => part.LineCount);
        return wire;
    }

    /// <summary>At most so many as fit in an answer; how many more there are is the last one.</summary>
    public static IEnumerable<V1.Finding> ToWire(IReadOnlyList<Finding> found, bool withClients)
    {
        var findings = withClients ? found : Finding.WithoutClients(found);
        foreach (var finding in findings.Take(MostFindings)) yield return ToWire(finding);
        if (findings.Count > MostFindings)
            yield return new V1.Finding { Code = Finding.MoreFindings, Text = $"En nog {findings.Count - MostFindings} bevindingen.", Subject = (findings.Count - MostFindings).ToString(CultureInfo.InvariantCulture) };
    }

    private static V1.Finding ToWire(Finding finding) => new()
    {
        Code = finding.Code,
        Text = finding.Text,
        Subject = finding.Subject,
        On = WireText.Day(finding.On),
        EventId = finding.EventId?.ToString() ?? "",
    };

    /// <summary>Names of municipalities by code, as they were called on a day.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(DbConnection connection, DateOnly day)
    {
        var known = await connection.QueryAsync<KnownMunicipality>("SELECT code, name, starts_on, ends_on FROM known_municipality");
        return known.GroupBy(municipality => municipality.Code).ToDictionary(group => group.Key,
            group => (group.FirstOrDefault(municipality => municipality.Covers(day)) ?? group.MaxBy(municipality => municipality.StartsOn)!).Name);
    }

    private static V1.LotSettlement ToWire(LotSettled lot, bool withClients)
    {
        var wire = new V1.LotSettlement
        {
            LotId = lot.Lot.LotId,
            Name = lot.Lot.Name,
            FundingModel = lot.Lot.FundingModel,
            TotalCents = lot.Settled?.Total.Cents ?? 0,
            SettledCents = lot.Parts.Sum(part => part.Cents),
            Provisional = lot.IsProvisional,
            DiscountCents = lot.Settled?.Discount?.Cents ?? 0,
            NotSettledCode = lot.NotSettled?.Code ?? "",
            NotSettledText = lot.NotSettled?.Message ?? "",
        };
        wire.Findings.AddRange(ToWire(lot.Settled?.Findings ?? [], withClients));
        return wire;
    }
}
