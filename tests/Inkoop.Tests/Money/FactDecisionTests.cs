using Inkoop.Money.Facts;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money;

public class FactDecisionTests
{
    private static MunicipalityMerged Merged(string from, string into, string on = "2026-01-01") => new() { OldCode = from, NewCode = into, From = on };

    [Fact]
    public void a_municipality_ends_once_and_not_in_what_ended_in_it()
    {
        FactDecisions.MustAgree(Merged("0899", "0957"), []);
        FactDecisions.MustAgree(Merged("0899", "0957"), [Merged("0899", "0957"), Merged("1669", "0957")]);
        FactDecisions.MustAgree(Merged("0957", "1669", "2027-01-01"), [Merged("0899", "0957")]);
        Should.Throw<Refused>(() => FactDecisions.MustAgree(Merged("0899", "1669"), [Merged("0899", "0957")])).Code.ShouldBe("merger_contradicts");
        Should.Throw<Refused>(() => FactDecisions.MustAgree(Merged("0899", "0957", "2027-01-01"), [Merged("0899", "0957")])).Code.ShouldBe("merger_contradicts");
        Should.Throw<Refused>(() => FactDecisions.MustAgree(Merged("0957", "0899"), [Merged("0899", "0957")])).Code.ShouldBe("merger_circle");
        Should.Throw<Refused>(() => FactDecisions.MustAgree(Merged("1669", "0899"), [Merged("0899", "0957"), Merged("0957", "1669")])).Code.ShouldBe("merger_circle");
    }
}
