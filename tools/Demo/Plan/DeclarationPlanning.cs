using System.Globalization;
using Inkoop.Wire;

namespace Inkoop.Demo.Plan;

/// <summary>
/// What providers declare: one message a provider, municipality and month, or a quarter where there is little to declare, with the
/// mistakes that real ones have and their repair in the next message.
/// </summary>
public static class DeclarationPlanning
{
    private const double WrongTariff = 0.008;
    private const double TooMuch = 0.010;
    private const double TakenBack = 0.010;

    public static IReadOnlyList<PlannedDeclaration> Declarations(DemoRegion region, IReadOnlyList<PlannedContract> contracts, IReadOnlyList<PlannedClient> clients)
    {
        var last = region.LastQuarter.LastDay;
        // A period may be declared later than in its own month (TR319): who has fewer than one allocation a month waits for the quarter's end.
        var much = clients.SelectMany(client => client.Allocations).CountBy(allocation => (contracts[allocation.ContractIndex].AgbCode, allocation.MunicipalityCode))
            .Where(pair => pair.Value >= 3 * region.QuarterCount).Select(pair => pair.Key).ToHashSet();
        return clients.SelectMany(client => client.Allocations.SelectMany(allocation =>
                Lines(region, contracts[allocation.ContractIndex], client, allocation, monthly: much.Contains((contracts[allocation.ContractIndex].AgbCode, client.MunicipalityCode)))))
            .Where(declared => declared.In <= last)
            .GroupBy(declared => (declared.In, declared.ProviderIndex, declared.MunicipalityCode))
            .OrderBy(group => group.Key.In).ThenBy(group => group.Key.ProviderIndex).ThenBy(group => group.Key.MunicipalityCode, StringComparer.Ordinal)
            .Select(group => new PlannedDeclaration
            {
                ProviderIndex = group.Key.ProviderIndex,
                AgbCode = group.First().AgbCode,
                MunicipalityCode = group.Key.MunicipalityCode,
                Month = group.Key.In,
                Lines = [.. group.Select(declared => declared.Line).OrderBy(line => line.Bsn, StringComparer.Ordinal).ThenByDescending(line => line.Credit).ThenBy(line => line.Reference, StringComparer.Ordinal)],
            }).ToList();
    }

    /// <summary>Without what is paid otherwise than by line, and without messages that held nothing else.</summary>
    public static IReadOnlyList<PlannedDeclaration> Declared(IReadOnlyList<PlannedContract> contracts, IReadOnlyList<PlannedDeclaration> delivered) =>
    [
        .. delivered.Select(declaration => declaration with { Lines = [.. declaration.Lines.Where(line => FundingPlanning.IsDeclared(contracts[line.ContractIndex], line.Code))] })
            .Where(declaration => declaration.Lines.Count > 0),
    ];

    private sealed record DeclaredLine(DateOnly In, int ProviderIndex, string AgbCode, string MunicipalityCode, PlannedLine Line);

    private static IEnumerable<DeclaredLine> Lines(DemoRegion region, PlannedContract contract, PlannedClient client, PlannedAllocation allocation, bool monthly)
    {
        var dice = new Dice(region.Seed, "declared", allocation.Number);
        var until = allocation.StoppedOn ?? region.LastQuarter.LastDay;
        var used = 0;
        DeclaredLine In(DateOnly month, PlannedLine line) => new(month, contract.ProviderIndex, contract.AgbCode, client.MunicipalityCode, line);

        for (var month = FirstOf(allocation.StartedOn); month <= until; month = month.AddMonths(1))
        {
            var volume = Delivered(allocation, month, until, used, dice);
            if (volume == 0)
                continue;
            used += volume;
            var from = month < allocation.StartsOn ? allocation.StartsOn : month;
            var rate = contract.RateOn(allocation.Product, from);
            var good = Line(client, allocation, month, "", volume, rate) with { From = from };
            var own = monthly ? month : FirstOf(Quarter.Of(month).LastDay);
            var next = own.AddMonths(monthly ? 1 : 3);
            var point = dice.Share();
            if (point < WrongTariff || StillOldTariff(contract, allocation, month, dice))
            {
                var wrong = month.Month == 1 && rate != contract.RateOn(allocation.Product, from.AddMonths(-1)) ? contract.RateOn(allocation.Product, from.AddMonths(-1)) : rate + 2;
                yield return In(own, good with { TariffCents = wrong, RejectedFor = "0611" });
                yield return In(next, good with { Reference = good.Reference + "a" });
            }
            else if (point < WrongTariff + TooMuch && allocation.Frequency == 4)
            {
                yield return In(own, good with { Volume = allocation.Volume + 1 + allocation.Volume / 10, RejectedFor = "9321" });
                yield return In(next, good with { Reference = good.Reference + "a" });
            }
            else
            {
                yield return In(own, good);
                if (point > 1 - TakenBack && volume > 1)
                {
                    yield return In(next, good with { Reference = good.Reference + "c", PreviousReference = good.Reference, Credit = true });
                    yield return In(next, good with { Reference = good.Reference + "b", Volume = volume - Math.Max(1, volume / 12) });
                }
            }
        }
    }

    /// <summary>In January after a rise some still declare the tariff of December.</summary>
    private static bool StillOldTariff(PlannedContract contract, PlannedAllocation allocation, DateOnly month, Dice dice) =>
        month.Month == 1 && contract.IndexedIn.Contains(month.Year) && allocation.StartsOn < month && dice.Hits(0.05);

    private static PlannedLine Line(PlannedClient client, PlannedAllocation allocation, DateOnly month, string suffix, int volume, int rate) => new()
    {
        Reference = string.Create(CultureInfo.InvariantCulture, $"{allocation.Number}-{month:yyMM}{suffix}"),
        PreviousReference = "",
        Bsn = client.Bsn,
        AllocationNumber = allocation.Number,
        ContractIndex = allocation.ContractIndex,
        Category = allocation.Product.Category,
        Code = allocation.Product.Code,
        Unit = allocation.Product.Unit,
        From = month,
        Until = month.AddMonths(1).AddDays(-1) is var last && allocation.EndsOn < last ? allocation.EndsOn : last,
        Volume = volume,
        TariffCents = rate,
        Credit = false,
        RejectedFor = "",
    };

    /// <summary>What was delivered in a month, never more than the allocation allows.</summary>
    private static int Delivered(PlannedAllocation allocation, DateOnly month, DateOnly until, int used, Dice dice)
    {
        var last = month.AddMonths(1).AddDays(-1);
        var from = allocation.StartedOn > month ? allocation.StartedOn : month;
        var to = until < last ? until : last;
        var days = to.DayNumber - from.DayNumber + 1;
        var whole = last.DayNumber - month.DayNumber + 1;
        var part = 0.55 + 0.4 * dice.Share();
        switch (allocation.Product.Unit)
        {
            case Catalogue.OutputPiece when allocation.Frequency == 6:
                return allocation.StoppedOn is { } stopped && stopped <= last ? 1 : 0; // the result, when it is there
            case Catalogue.OutputPiece:
                return from == month ? 1 : 0; // the first broken month is not paid, the last one is
            case Catalogue.FullDay when allocation.Frequency == 2:
                return days;
        }

        if (days < 4 || dice.Hits(0.04))
            return 0;
        var months = Math.Max(1, (allocation.EndsOn.DayNumber - allocation.StartsOn.DayNumber + 30) / 30);
        var aMonth = allocation.Frequency switch { 2 => allocation.Volume * 4, 4 => allocation.Volume, _ => allocation.Volume / months };
        var volume = Math.Max(1, (int)(aMonth * part * days / whole));
        if (allocation.Product.Unit == Catalogue.Minute)
            volume = Math.Max(15, volume / 15 * 15);
        return allocation.Frequency == 6 ? Math.Min(volume, allocation.Volume - used) : volume;
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
