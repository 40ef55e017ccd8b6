using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Money.Facts;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money;

/// <summary>When what a provider states has to be checked before it counts.</summary>
public class StatementChecksTests
{
    private static readonly SettlementFact part = new() { PartReached = new() { Part = 1 } };
    private static readonly SettlementFact volume = new() { Volume = new() { Volume = 1 } };
    private static readonly SettlementFact outcome = new() { Outcome = new() { Results = 1 } };

    private static LotState Lot(StatementCheck check, string share = "") => new() { LotId = "1", Name = "Perceel", FundingModel = "output", Funding = new FundingArrangement { StatementCheck = check, StatementSampleShare = share, Output = new() } };

    [Fact]
    public void the_contract_says_and_a_contract_of_before_trusts()
    {
        StatementChecks.Needs(part, Lot(StatementCheck.Checked), true, Guid.CreateVersion7(), false).ShouldBeTrue();
        StatementChecks.Needs(volume, Lot(StatementCheck.Checked), true, Guid.CreateVersion7(), false).ShouldBeTrue();
        StatementChecks.Needs(part, Lot(StatementCheck.Automatic), true, Guid.CreateVersion7(), true).ShouldBeFalse();
        StatementChecks.Needs(part, Lot(StatementCheck.Unspecified), true, Guid.CreateVersion7(), true).ShouldBeFalse();
        StatementChecks.Needs(part, null, true, Guid.CreateVersion7(), true).ShouldBeFalse();
        StatementChecks.Needs(part, Lot(StatementCheck.Checked), false, Guid.CreateVersion7(), true).ShouldBeFalse("a buyer records what it knows");
        StatementChecks.Needs(outcome, Lot(StatementCheck.Checked), true, Guid.CreateVersion7(), true).ShouldBeFalse("an outcome is verified");
    }

    [Fact]
    public void a_sample_is_the_share_that_was_agreed_and_the_same_ever_after()
    {
        var ids = Enumerable.Range(1, 20_000).Select(i => new Guid(i, 0, 0, new byte[8])).ToList();
        var chosen = ids.Where(id => Statements.IsChosen(id, 0.1m)).ToList();
        chosen.Count.ShouldBeInRange(1_800, 2_200);
        chosen.ShouldBe(ids.Where(id => Statements.IsChosen(id, 0.1m)));
        chosen.ShouldBeSubsetOf(ids.Where(id => Statements.IsChosen(id, 0.2m)).ToList());
        ids.ShouldAllBe(id => Statements.IsChosen(id, 1m) && !Statements.IsChosen(id, 0m));
        // By hand: sha256 of 16 zero bytes begins with 374708ff, which is 0.2159 of the whole.
        Statements.IsChosen(Guid.Empty, 0.2160m).ShouldBeTrue();
        Statements.IsChosen(Guid.Empty, 0.2159m).ShouldBeFalse();
    }

    [Fact]
    public void what_was_chosen_once_is_not_stated_around()
    {
        StatementChecks.Needs(part, Lot(StatementCheck.Sampled, "0.00000001"), true, Guid.Empty, false).ShouldBeFalse();
        StatementChecks.Needs(part, Lot(StatementCheck.Sampled, "0.00000001"), true, Guid.Empty, true).ShouldBeTrue();
        StatementChecks.Needs(part, Lot(StatementCheck.Sampled, "1"), true, Guid.Empty, false).ShouldBeTrue();
    }

    [Fact]
    public void what_waits_is_said_in_words()
    {
        StatementChecks.InWords([part]).ShouldBe("1 fase wacht op controle.");
        StatementChecks.InWords([part, part, part]).ShouldBe("3 fasen wachten op controle.");
        StatementChecks.InWords([part, volume]).ShouldBe("1 fase en 1 opgave van volume wachten op controle.");
    }
}
