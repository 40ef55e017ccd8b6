using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Money.Payments;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Payments.Due;

namespace Inkoop.Tests.Money.Payments;

/// <summary>Claims beside disputes, as the kernel of a run sees them.</summary>
public class ClaimPropertyTests
{
    [Fact]
    public void corrections_of_one_key_are_one_amount_and_are_not_corrected_twice_over()
    {
        Corrections.Due([Amount("line/R1", 100), Amount("line/R1", 50), Amount("correction/line/R1", 5), Amount("line/R2", 7)])
            .ShouldBe([Amount("correction/line/R1", 155), Amount("correction/line/R2", 7)]);
        PaymentKeys.WithoutClient("correction/line/R1").ShouldBe("correction");
    }

    /// <summary>The same amounts, disputes and runs, once with claims and once without: no run pays less for a claim, and at the end what is settled and agreed is what was paid.</summary>
    [Fact]
    public void no_run_pays_less_for_a_claim_and_at_the_end_settled_and_agreed_is_paid() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (seed, steps) =>
        {
            var random = new Random(seed);
            var due = new Dictionary<string, long>();
            var disputes = new Dictionary<string, long>();
            var claims = new Dictionary<string, long>();
            var agreed = new List<LotAmount>();
            var (with, without) = (new List<LotAmount>(), new List<LotAmount>());
            for (var step = 0; step < steps; step++)
            {
                var key = $"line/R{random.Next(4)}";
                switch (random.Next(7))
                {
                    case 0: due[key] = random.Next(0, 2_000); break;
                    case 1: disputes[key] = random.Next(1, 1_500); break;
                    case 2: disputes.Remove(key); break;
                    case 3 when due.ContainsKey(key): claims[key] = random.Next(1, 1_500); break;
                    case 4: claims.Remove(key); break; // dismissed
                    case 5 when claims.Remove(key, out var claimed): agreed.Add(Amount(key, random.Next(1, (int)claimed + 1))); break;
                    default:
                        if (!Run()) return false;
                        break;
                }
            }
            disputes.Clear();
            return Run() && with.Sum(line => line.Cents) == due.Values.Sum() + agreed.Sum(one => one.Cents)
                && without.Sum(line => line.Cents) == due.Values.Sum();

            bool Run()
            {
                var (more, less) = (Open([.. Settled(), .. Corrections.Due(agreed)], with), Open(Settled(), without));
                with.AddRange(more.Select(Paid));
                without.AddRange(less.Select(Paid));
                return more.Sum(line => line.Cents) >= less.Sum(line => line.Cents)
                    && less.All(line => more.Any(other => other.Key == line.Key && other.Cents == line.Cents));
            }

            List<LotAmount> Settled() => [.. due.Select(amount => Amount(amount.Key, amount.Value))];
            IReadOnlyList<RunLine> Open(IReadOnlyList<LotAmount> owed, IReadOnlyList<LotAmount> paid) => RunLines.Of(owed, paid,
                Holds.Of([.. disputes.Select(dispute => new DisputedAmount { LotId = "1", Key = dispute.Key, MunicipalityCode = "0957", DisputedCents = dispute.Value, IsUpheld = false, AmountCents = 0 })], owed, Credits.None), [], Day);
        }).QuickCheckThrowOnFailure();
}
