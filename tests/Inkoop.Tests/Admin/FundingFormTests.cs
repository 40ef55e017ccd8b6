using Inkoop.Admin.Components.Pages.Contracts;
using Inkoop.Admin.Forms;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Contracts.FundingSamples;

namespace Inkoop.Tests.Admin;

/// <summary>Every model is shown as a person types it, and read from the form as it was.</summary>
public sealed class FundingFormTests
{
    public static TheoryData<string> Models => ["price_times_quantity", "output", "task_based", "population", "outcome", "subsidy"];

    [Theory]
    [MemberData(nameof(Models))]
    public void what_was_agreed_comes_back_from_the_form(string model)
    {
        var funding = Full(model);
        var form = FormValues.New();
        FundingForm.Fill(form, "f", funding);
        new FundingReader(form).Read("f").ShouldBe(funding);
        form.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void shares_are_typed_as_percentages_and_money_as_euros()
    {
        var form = FormValues.New();
        FundingForm.Fill(form, "f", TaskBased());
        form["f.task_based.bands[1].from"].ShouldBe("5");
        form["f.task_based.bands[2].until"].ShouldBe("");
        form["f.task_based.annual_budget_cents"].ShouldBe("6000000,00");
        form["f.task_based.bands[1].from"] = "7,5";
        new FundingReader(form).Read("f").TaskBased.Bands[1].From.ShouldBe("0.075");
    }

    [Fact]
    public void a_corridor_is_agreed_when_any_of_it_is_filled_in()
    {
        var form = FormValues.New();
        var without = Population();
        (without.Population.Corridor, without.Population.ExecutionCost) = (null, null);
        FundingForm.Fill(form, "f", without);
        new FundingReader(form).Read("f").Population.Corridor.ShouldBeNull();
        form["f.population.corridor.upper"] = "3";
        new FundingReader(form).Read("f").Population.Corridor.Upper.ShouldBe("0.03");
        form.FaultOf("f.population.corridor.reference_youths").ShouldNotBeNull();
    }

    [Fact]
    public void the_contract_page_says_it_in_words()
    {
        var names = new Dictionary<string, string> { [Schiedam] = "Schiedam" };
        string[] Lines(FundingArrangement funding) => [.. new FundingLines(names, new Dictionary<string, string> { ["tevredenheid"] = "Doelrealisatie" }).Of(funding).SelectMany(line => line.Values.Select(value => $"{line.Label}: {value}"))];
        Lines(TaskBased()).ShouldBe(
        [
            "Jaarbedrag: € 6.000.000,00", "Referentieaantal jeugdigen: 800: ten minste 1 zorgdag in het jaar", "Referentieaantal jeugdigen: Jeugdigen worden geteld uit de verantwoording van de aanbieder",
            "Bandbreedte rond het referentieaantal: 0% tot 5%: meer: gemeente betaalt 0%; minder: gemeente krijgt 0% terug",
            "Bandbreedte rond het referentieaantal: 5% tot 15%: meer: gemeente betaalt 50%; minder: gemeente krijgt 50% terug",
            "Bandbreedte rond het referentieaantal: boven 15%: meer: gemeente betaalt 75%; minder: gemeente krijgt 75% terug",
            "Veiligheidsventiel boven een afwijking van: 15%", "Deel van het budget dat van een indicator afhangt: Doelrealisatie: 2%", "Verdeelsleutel: niets afgesproken: naar jeugdigen in zorg, en zolang die aantallen niet zijn vastgelegd gelijk over de gemeenten", "Controle van opgaven: Direct betaalbaar", "Vindplaats in het contract: artikel 7",
        ]);
        Lines(Population()).ShouldContain("Gewicht per gemeente: Schiedam: 1,04");
        Lines(Full("subsidy")).ShouldContain("Verdeelsleutel: 12,5% inwoners");
        Lines(PriceTimesQuantity()).ShouldContain("Verblijf met een dagtarief dat daalt: 43A12: daarna: € 240,00 per dag");
    }

    /// <summary>With every field filled in.</summary>
    internal static FundingArrangement Full(string model)
    {
        var funding = model switch { "output" => Output(), "task_based" => TaskBased(), "population" => Population(), "outcome" => Outcome(), "subsidy" => Subsidy(), _ => PriceTimesQuantity() };
        funding.Article = "artikel 7";
        if (funding.Output is not null || funding.TaskBased is not null || funding.Population is not null)
            (funding.StatementCheck, funding.StatementSampleShare) = (StatementCheck.Sampled, "0.125");
        if (funding.PriceTimesQuantity is { } effort) effort.TariffMoment = TariffMoment.EachDay;
        if (funding.Output is { } output) (output.Variant, output.MonthsOfPart) = (OutputVariant.Periodic, 3);
        if (funding.TaskBased is { } task) task.MinimumCareDays = 14;
        if (funding.Population is { } population)
        {
            population.Key.Add([Key(KeyKind.Weighted, "0.5"), Key(KeyKind.Fixed, "0.5")]);
            population.FixedShares.Add([Share(Maassluis, "0.2"), Share(Schiedam, "0.45"), Share(Vlaardingen, "0.35")]);
            population.Weights.Add(Weight(Schiedam, "1.05", 2026));
            population.Instalments = 4;
            population.Index.Add(new IndexYear
            {
                Year = 2026,
                ForecastOva = "4.1",
                ForecastPpc = "2.3",
                PreviousForecastOva = "4.7",
                PreviousForecastPpc = "2.2",
                PreviousDefinitiveOva = "5.02",
                PreviousDefinitivePpc = "2.61",
            });
        }
        if (funding.Subsidy is not null)
            funding.Division = new DivisionKey
            {
                Mix = { Key(KeyKind.Inhabitants, "0.125"), Key(KeyKind.Fixed, "0.875") },
                FixedShares = { Share(Maassluis, "0.2"), Share(Schiedam, "0.45"), Share(Vlaardingen, "0.35") },
            };
        return funding;
    }

    private static MunicipalityShare Share(string municipality, string share) => new() { MunicipalityCode = municipality, Share = share };
}
