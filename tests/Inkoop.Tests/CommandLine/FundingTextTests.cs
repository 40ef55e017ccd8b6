using Inkoop.Cli.Output;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Contracts.FundingSamples;

namespace Inkoop.Tests.CommandLine;

public sealed class FundingTextTests
{
    [Fact]
    public void every_model_is_told_in_a_few_lines()
    {
        FundingText.Lines(PriceTimesQuantity()).ShouldBe(
            ["bestedingsruimte 2026-01-01 t/m 2026-12-31: € 400.000,00, signaal bij 70%", "verblijf 43A12: t/m dag 90 € 310, t/m dag 180 € 285, daarna € 240", "maandtarief: 48A03"]);
        FundingText.Lines(Output()).ShouldBe(["fasen, op volgorde", "Start: 30%", "Behandeling: 40%", "Afronding: 30%"]);
        var sampled = Output();
        (sampled.StatementCheck, sampled.StatementSampleShare) = (StatementCheck.Sampled, "0.1");
        FundingText.Lines(sampled).ShouldContain("opgaven van de aanbieder: steekproef van 10% na controle");
        FundingText.Lines(TaskBased()).ShouldBe(
        [
            "€ 6.000.000,00 per jaar voor 800 jeugdigen, geteld uit de verantwoording van de aanbieder vanaf 1 zorgdag(en)",
            "0% tot 5% afwijking: gemeente betaalt 0% van meer, krijgt 0% van minder", "5% tot 15% afwijking: gemeente betaalt 50% van meer, krijgt 50% van minder",
            "boven 15% afwijking: gemeente betaalt 75% van meer, krijgt 75% van minder", "veiligheidsventiel boven 15%", "ingehouden voor tevredenheid: 2% van het budget", "vindplaats: artikel 7",
        ]);
        FundingText.Lines(Population()).ShouldBe(
        [
            "€ 43.000.000,00 per jaar, in 12 termijnen", "verdeling: gewogen jeugdigen", "gewichten: 0556 0,94, 0622 1,02, 0606 1,04",
            "boven 3% meer dan 3.800 jeugdigen betalen de gemeenten 60%, verdeeld naar gewogen jeugdigen", "uitvoeringskosten 8% tot 10% van het budget", "reserve hoogstens 2% van het budget",
        ]);
        FundingText.Lines(Outcome()).ShouldBe(["referentie 30%, € 12.000,00 per resultaat daarboven"]);
        var subsidy = Subsidy();
        subsidy.Division = new DivisionKey { Mix = { Key(KeyKind.Use, "0.5"), Key(KeyKind.Fixed, "0.5") }, FixedShares = { new MunicipalityShare { MunicipalityCode = Schiedam, Share = "1" } } };
        FundingText.Lines(subsidy).ShouldBe(["verleend € 1.200.000,00, bevoorschot 95%", "verdeling: 50% gebruik (jeugdigen in zorg), 50% vaste delen (0606 100%)"]);
        FundingText.Lines(null).ShouldBeEmpty();
    }
}
