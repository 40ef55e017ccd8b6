using System.Globalization;

namespace Inkoop.Demo.Plan;

/// <summary>The clients of a region: who they are (test numbers and coined names), who referred them, and which help they get from when to when.</summary>
public static class ClientPlanning
{
    private const int FirstTestBsn = 999_900_006;
    private const int LastTestBsn = 999_999_990;

    /// <summary>Share of the clients who are in care on the first day.</summary>
    private const double InCareAtStart = 0.36;

    public static IReadOnlyList<PlannedClient> Clients(DemoRegion region, IReadOnlyList<PlannedContract> contracts)
    {
        var bsns = TestBsns().Take(region.ClientCount).ToList();
        if (bsns.Count < region.ClientCount)
            throw new ArgumentException($"There are {bsns.Count} test numbers for {region.ClientCount} clients.", nameof(region));
        return Municipalities(region).Select((municipality, index) => new Drawing(region, contracts, municipality, index, bsns[index]).Client()).ToList();
    }

    /// <summary>The numbers from 999900006 to 999999990 that pass the eleven test; they are given to nobody.</summary>
    public static IEnumerable<string> TestBsns()
    {
        for (var number = FirstTestBsn; number <= LastTestBsn; number++)
        {
            var text = number.ToString(CultureInfo.InvariantCulture);
            var sum = -(text[8] - '0');
            for (var i = 0; i < 8; i++)
                sum += (9 - i) * (text[i] - '0');
            if (sum % 11 == 0)
                yield return text;
        }
    }

    /// <summary>One a client, in a fixed mix: the shares are met exactly (largest remainder), not by chance.</summary>
    private static IEnumerable<DemoMunicipality> Municipalities(DemoRegion region)
    {
        var total = region.Municipalities.Sum(place => place.Weight);
        var given = region.Municipalities.ToDictionary(place => place, _ => 0);
        for (var index = 0; index < region.ClientCount; index++)
        {
            var next = region.Municipalities.MaxBy(place => (long)place.Weight * (index + 1) - (long)given[place] * total)!;
            given[next]++;
            yield return next;
        }
    }

    private sealed class Drawing(DemoRegion region, IReadOnlyList<PlannedContract> contracts, DemoMunicipality municipality, int index, string bsn)
    {
        private readonly Dice dice = new(region.Seed, "client", index);
        private readonly DateOnly firstDay = region.FirstQuarter.FirstDay;
        private readonly DateOnly lastDay = region.LastQuarter.LastDay;

        public PlannedClient Client()
        {
            var inCare = dice.Hits(InCareAtStart);
            var starts = inCare ? firstDay : firstDay.AddDays(dice.Between(1, lastDay.DayNumber - firstDay.DayNumber - 25));
            var profile = dice.Pick(CareProfile.All.Where(profile => Sellers(profile, starts).Count > 0).ToList(), profile => profile.Weight);
            var forced = dice.Hits(profile.Forced);
            var allocations = new List<PlannedAllocation> { Allocate(profile, starts, inCare, 0) };
            if (Second(profile, allocations[0], forced) is { } second && Sellers(second.Profile, second.Starts).Count > 0)
                allocations.Add(Allocate(second.Profile, second.Starts, inCare && second.Starts == starts, 1));

            var isGirl = dice.Hits(0.46);
            var family = dice.Pick(Names.Families);
            var ageInDays = dice.Between(profile.Segment == Segment.MentalHealth ? 7 : 2, 17) * 365 + dice.Between(0, 364);
            return new PlannedClient
            {
                Index = index,
                Bsn = bsn,
                BirthDate = starts.AddDays(-ageInDays),
                Gender = isGirl ? "2" : "1",
                FirstName = dice.Pick(isGirl ? Names.Girls : Names.Boys),
                LastName = family,
                Prefix = Names.PrefixOf(family),
                Street = dice.Pick(Names.Streets),
                HouseNumber = dice.Between(1, 180),
                PostalCode = ProviderPlanning.PostalCode(dice, municipality),
                City = dice.Pick(municipality.Places),
                MunicipalityCode = municipality.Code,
                DispositionNumber = string.Create(CultureInfo.InvariantCulture, $"{starts.Year}-J-{index + 1:00000}"),
                IssuedOn = starts.AddDays(-dice.Between(inCare ? 4 : 2, 13)),
                Referrer = Referrer(profile, forced),
                Forced = forced,
                Reported = dice.Hits(region.CareMessageShare),
                Allocations = allocations,
            };
        }

        private List<PlannedContract> Sellers(CareProfile profile, DateOnly day) =>
            contracts.Where(contract => contract.Segment == profile.Segment && contract.BuysFor(municipality.Code, day)).ToList();

        private PlannedAllocation Allocate(CareProfile profile, DateOnly starts, bool running, int which)
        {
            var contract = dice.Pick(Sellers(profile, starts), seller => seller.Size);
            var contractIndex = 0;
            while (contracts[contractIndex].Number != contract.Number)
                contractIndex++;
            var days = dice.Between(running ? Math.Max(10, profile.LeastDays / 3) : profile.LeastDays, profile.MostDays);
            var brokenOff = dice.Hits(contract.DropOut);
            var planned = days + dice.Between(0, 40);
            if (brokenOff)
                days = Math.Max(7, days / 2);
            var started = running ? starts : starts.AddDays(Math.Min(dice.Between(0, 12), days / 3));
            var stopped = started.AddDays(days);
            var ends = starts.AddDays(Math.Max(planned, stopped.DayNumber - starts.DayNumber));
            if (ends > contract.EndsOn)
                ends = contract.EndsOn;
            var over = stopped > lastDay;
            return new PlannedAllocation
            {
                ClientIndex = index,
                Number = 240_000 + 2 * index + which + 1,
                MunicipalityCode = municipality.Code,
                ContractIndex = contractIndex,
                Product = contract.Products.First(product => product.Code[2..] == profile.Code[2..]),
                Volume = Volume(profile, starts, ends),
                Frequency = profile.Frequency,
                StartsOn = starts,
                EndsOn = ends,
                StartedOn = started,
                StoppedOn = over ? null : stopped,
                StopReason = over ? "" : StopReason(brokenOff),
            };
        }

        private int Volume(CareProfile profile, DateOnly starts, DateOnly ends)
        {
            var aMonth = dice.Between(profile.LeastAMonth, profile.MostAMonth);
            var months = Math.Max(1, (ends.DayNumber - starts.DayNumber + 30) / 30);
            return profile switch
            {
                { Segment: Segment.Trajectory } => 1,
                { MostAMonth: 0 } => 7, // every day of the week
                { Frequency: 2 } => (aMonth + 3) / 4,
                { Frequency: 6 } => aMonth * months,
                { MostAMonth: > 60 } => (aMonth + 29) / 30 * 30,
                _ => aMonth,
            };
        }

        /// <summary>Help that comes with or after the first: a measure beside forced help, transport beside day treatment, aftercare.</summary>
        private (CareProfile Profile, DateOnly Starts)? Second(CareProfile profile, PlannedAllocation first, bool forced)
        {
            if (forced && profile.Segment != Segment.Protection)
                return dice.Hits(0.85) ? (CareProfile.Of("48B10"), first.StartsOn) : null;
            if (profile.Segment == Segment.DayTreatment && dice.Hits(0.35))
                return (CareProfile.Of("42A03"), first.StartsOn);
            if (first.StoppedOn is { } stopped && stopped.AddDays(30) < lastDay && profile.Code != "45A48" && dice.Hits(0.12))
                return (CareProfile.Of("45A48"), stopped.AddDays(dice.Between(3, 20)));
            return null;
        }

        /// <summary>More than 80% of mental health care comes through the general practitioner (plan 2018, 4.2).</summary>
        private int Referrer(CareProfile profile, bool forced)
        {
            if (forced)
                return dice.Hits(0.75) ? 4 : 8;
            var point = dice.Share();
            return profile.Segment == Segment.MentalHealth
                ? point < 0.83 ? 2 : point < 0.94 ? 1 : 5
                : point < 0.62 ? 1 : point < 0.86 ? 2 : point < 0.92 ? 3 : point < 0.97 ? 5 : 6;
        }

        private string StopReason(bool brokenOff)
        {
            if (brokenOff)
                return dice.Hits(0.72) ? "32" : "33";
            var point = dice.Share();
            return point < 0.80 ? "31" : point < 0.90 ? "34" : point < 0.94 ? "35" : point < 0.97 ? "38" : point < 0.985 ? "39" : "36";
        }
    }
}
