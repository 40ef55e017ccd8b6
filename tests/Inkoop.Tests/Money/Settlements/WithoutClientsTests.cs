using Inkoop.Funding;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money.Settlements;

public sealed class WithoutClientsTests
{
    [Fact]
    public void any_tree_keeps_every_amount_and_names_no_client()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var tree = Random(random, 0);
            var told = tree.WithoutClients();
            told.Cents.ShouldBe(tree.Cents);
            ExplainedCheck.Faults(told).ShouldBeEmpty();
            foreach (var node in All(told))
                (node.OfOneClient || node.Title.StartsWith("Prestatie", StringComparison.Ordinal) || node.PayableKey.StartsWith("line/", StringComparison.Ordinal) || node.EventId is not null)
                    .ShouldBeFalse(node.Title);
        }
    }

    [Fact]
    public void what_was_found_of_one_client_is_counted_and_small_counts_are_not_told()
    {
        var told = Finding.WithoutClients(
        [
            new Finding(Finding.SafetyValve, "Er zijn meer jeugdigen in zorg.", "2026"),
            .. Enumerable.Range(0, 12).Select(i => new Finding(Finding.NoTariff, "Geen tarief.", $"240071-{i}", new DateOnly(2026, 1, 1), Guid.CreateVersion7())),
            new Finding(Finding.DropOut, "Eenzijdig beëindigd.", "traject", new DateOnly(2026, 1, 1), Guid.CreateVersion7()),
        ]);
        told.Select(finding => finding.Text).ShouldBe(["Er zijn meer jeugdigen in zorg.", "Geen tarief. (12 keer)", "Eenzijdig beëindigd. (minder dan 10 keer)"]);
        told.Skip(1).ShouldAllBe(finding => finding.Subject == "" && finding.On == null && finding.EventId == null);
    }

    [Theory]
    [InlineData("line/240071-2601", "line")]
    [InlineData("stay/1/0957/2026-01-01", "stay")]
    [InlineData("measure/1", "measure")]
    [InlineData("trajectory/1", "trajectory")]
    [InlineData("advance/1/2026-01/0957", "advance/1/2026-01/0957")]
    [InlineData("liner/1", "liner/1")]
    public void a_key_keeps_its_kind_only_where_it_is_of_one_client(string key, string expected) => PaymentKeys.WithoutClient(key).ShouldBe(expected);

    private static Explained Random(Random random, int depth)
    {
        if (depth >= 2 && random.Next(3) > 0 || depth > 4)
            return Explained.Leaf($"Prestatie R{random.Next(1000)}", PayRules.Recorded, "OP262", new ExplainedInput("amount_cents", random.Next(-5_000, 50_000), EventId: Guid.CreateVersion7()))
                with
            { OfOneClient = true, PayableKey = $"line/R{random.Next(1000)}", PayableMunicipality = random.Next(2) == 0 ? "0957" : "0983" };
        return Explained.Sum($"Onderdeel {depth}", Enumerable.Range(0, random.Next(1, 5)).Select(_ => Random(random, depth + 1)));
    }

    private static IEnumerable<Explained> All(Explained node) => node.Children.SelectMany(All).Prepend(node);
}
