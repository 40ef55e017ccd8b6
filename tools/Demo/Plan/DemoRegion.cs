using Inkoop.Wire;

namespace Inkoop.Demo.Plan;

/// <summary>What a demonstration region is made of. The same values give the same content, to the byte.</summary>
public sealed record DemoRegion
{
    /// <summary>As on the command line; also the name of the progress record.</summary>
    public required string Name { get; init; }

    /// <summary>As on screen.</summary>
    public required string Title { get; init; }

    public required ulong Seed { get; init; }
    public required IReadOnlyList<DemoMunicipality> Municipalities { get; init; }
    public required int ProviderCount { get; init; }
    public required int ContractCount { get; init; }
    public required int ClientCount { get; init; }
    public required Quarter FirstQuarter { get; init; }
    public required int QuarterCount { get; init; }

    /// <summary>
    /// Share of the clients whose start and stop are reported (JW305, JW307), one message each. Declarations never depend on them
    /// (OP364), so fewer of them only thins the traffic and the derived drop-out.
    /// </summary>
    public double CareMessageShare { get; init; } = 1;

    public Quarter LastQuarter => FirstQuarter.Plus(QuarterCount - 1);

    /// <summary>First days of the months, in order.</summary>
    public IEnumerable<DateOnly> Months => Enumerable.Range(0, QuarterCount * 3).Select(FirstQuarter.FirstDay.AddMonths);

    public IEnumerable<Quarter> Quarters => Enumerable.Range(0, QuarterCount).Select(FirstQuarter.Plus);

    /// <summary>
    /// Midden-Limburg Oost: four municipalities with 29,015 youths up to 22 (transformatieplan 2018, paragraph 1.3). Help for 12.9% of
    /// them (the use that the Groningen plan reports for its province) is 3,743; rounded to 3,700. The plan gives no division over the
    /// municipalities, so youths and clients of each are ours, with the most use in Roermond. Providers and clients are invented.
    /// </summary>
    public static DemoRegion MiddenLimburgOost { get; } = new()
    {
        Name = "midden-limburg-oost",
        Title = "Midden-Limburg Oost",
        Seed = 20241001,
        Municipalities =
        [
            new("0957", "Roermond", 12_400, 1_736, ["6041", "6042", "6043", "6044", "6045"], ["Roermond", "Roermond", "Swalmen", "Herten"]),
            new("1711", "Echt-Susteren", 6_900, 835, ["6101", "6102", "6114", "6118"], ["Echt", "Echt", "Susteren", "Nieuwstadt"]),
            new("1641", "Maasgouw", 5_000, 580, ["6051", "6017", "6107"], ["Maasbracht", "Thorn", "Heel", "Stevensweert"]),
            new("1669", "Roerdalen", 4_715, 549, ["6061", "6063", "6077"], ["Sint Odiliënberg", "Herkenbosch", "Posterholt", "Montfort"]),
        ],
        ProviderCount = 25,
        ContractCount = 40,
        ClientCount = 3_700,
        FirstQuarter = Quarter.Parse("2024-Q4"),
        QuarterCount = 8,
        CareMessageShare = 0.5, // 3,600 messages in place of 7,300: loads in about a minute on two processors
    };

    /// <summary>The region of this name, or null when there is none ("none" is none).</summary>
    public static DemoRegion? Find(string name) => name == MiddenLimburgOost.Name ? MiddenLimburgOost : null;
}

/// <param name="Code">CBS, four digits.</param>
/// <param name="Youths">Inhabitants up to 22.</param>
/// <param name="Weight">Clients in proportion to this.</param>
/// <param name="PostalDigits">First four digits of postal codes.</param>
public sealed record DemoMunicipality(string Code, string Name, int Youths, int Weight, IReadOnlyList<string> PostalDigits, IReadOnlyList<string> Places);
