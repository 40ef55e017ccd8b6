using Inkoop.Agreements;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts.Amending;

/// <summary>What a wijziging says about itself, next to the contract as it becomes.</summary>
public sealed record AmendmentTerms
{
    /// <summary>First day on which something is different (ingangsdatum).</summary>
    public required DateOnly From { get; init; }
    /// <summary>The Dutch day on which it is decided.</summary>
    public required DateOnly Today { get; init; }
    /// <summary>Why a term of the contract that has passed does not stand in the way; empty: no reason was given.</summary>
    public string OverrideReason { get; init; } = "";
}

/// <summary>A change of a signed contract from a day (wijziging): everything may become different from then on, nothing before it.</summary>
public static class Amendment
{
    /// <summary>Months before the end until which the buyer announces an extension (verlenging), by the contract standard for youth care.</summary>
    public const int NoticeMonths = 6;

    /// <summary>What a proposal must say as the contract itself says it: a change never touches the number, the provider or the first day.</summary>
    public static Contract Fix(Contract proposal, ContractState current)
    {
        var read = proposal.Clone();
        read.Number = current.Number;
        read.ProviderId = current.ProviderId?.ToString() ?? "";
        read.StartsOn = WireText.Day(current.StartsOn);
        // What a draft leaves open is checked; what a contract left open when it was signed is not.
        foreach (var lot in read.Lots.Where(lot => lot.Funding is { StatementCheck: StatementCheck.Unspecified }))
            lot.Funding.StatementCheck = current.Lots.FirstOrDefault(other => other.LotId == lot.LotId.Trim())?.Funding is { } agreed
                ? agreed.StatementCheck == StatementCheck.Unspecified ? StatementCheck.Automatic : agreed.StatementCheck
                : StatementCheck.Unspecified;
        return read;
    }

    /// <summary>The contract as it becomes. What touches days before <see cref="AmendmentTerms.From"/> is a fault at its field.</summary>
    /// <exception cref="Refused">A draft (contract_not_signed), no difference (nothing_changed), or an extension after its notice (notice_passed).</exception>
    public static ContractState Apply(ContractState current, ContractState proposed, AmendmentTerms terms, Check check)
    {
        if (!current.IsSigned)
            throw new Refused("contract_not_signed", "Een concept wijzigt u door het opnieuw op te slaan; een wijziging hoort bij een ondertekend contract.");
        check.That(current.StartsOn <= terms.From && terms.From <= current.EndsOn.AddDays(1), "effective_from", "outside_contract",
            "Een wijziging gaat in tijdens de looptijd, of sluit erop aan.");
        check.That(proposed.EndsOn >= terms.From.AddDays(-1), "contract.ends_on", "changes_the_past", "De einddatum ligt voor de ingangsdatum van de wijziging.");
        check.That(proposed.RoundingRule == current.RoundingRule, "contract.rounding_rule", "fixed",
            "De afronding geldt voor het hele contract; wat al is gedeclareerd, zou anders uitkomen.");
        JudgeBuyers(current, proposed, terms.From, check);
        JudgeBudgets(current, proposed, terms.From, check);
        JudgeLots(current, proposed, terms.From, check);
        JudgeProducts(current, proposed, terms.From, check);
        check.ThrowIfAny();

        var changed = proposed with
        {
            Version = current.Version + 1,
            SignedOn = current.SignedOn,
            ProviderName = current.ProviderName,
            ProviderAgbCode = current.ProviderAgbCode,
            Lots = [.. proposed.Lots.Select(lot => AmendedFunding.InItsWords(lot, current))],
        };
        if (ContractWire.ToWire(current with { Version = changed.Version }, default).Equals(ContractWire.ToWire(changed, default)))
            throw new Refused("nothing_changed", "Het contract staat er al zo.");
        JudgeNotice(current, changed, terms);
        return changed;
    }

    /// <summary>Last day on which the buyer may announce that the contract goes on after <paramref name="endsOn"/>.</summary>
    public static DateOnly LastDayOfNotice(DateOnly endsOn)
    {
        var day = endsOn.AddMonths(-NoticeMonths);
        // A contract that ends with a month is announced before a month begins: six months before 31-12 is 30-6.
        return endsOn.AddDays(1).Day == 1 ? new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)) : day;
    }

    private static void JudgeNotice(ContractState current, ContractState changed, AmendmentTerms terms)
    {
        if (changed.EndsOn <= current.EndsOn || terms.OverrideReason.Length > 0)
            return;
        var last = LastDayOfNotice(current.EndsOn);
        if (terms.Today > last)
            throw new Refused("notice_passed", $"Verlengen kon worden aangekondigd tot en met {Dutch(last)}. Wie nu nog verlengt, legt vast waarom dat kan.");
    }

    private static void JudgeBuyers(ContractState current, ContractState proposed, DateOnly from, Check check)
    {
        foreach (var code in current.Buyers.Concat(proposed.Buyers).Select(buyer => buyer.MunicipalityCode).Distinct())
        {
            if (Past.Same(Stretches(current, code), Stretches(proposed, code), from))
                continue;
            var at = proposed.Buyers.Index().Where(buyer => buyer.Item.MunicipalityCode == code).Select(buyer => $"contract.buyers[{buyer.Index}].valid_from");
            check.That(false, at.FirstOrDefault() ?? "contract.buyers", "changes_the_past",
                $"Gemeente {code} kocht voor {Dutch(from)} anders in dan hier staat. Geef een laatste dag in plaats van de rij weg te halen.");
        }

        static IEnumerable<Stretch> Stretches(ContractState contract, string code) => contract.Buyers
            .Where(buyer => buyer.MunicipalityCode == code)
            .Select(buyer => new Stretch(buyer.ValidFrom, buyer.ValidUntil ?? contract.EndsOn, 1));
    }

    private static void JudgeBudgets(ContractState current, ContractState proposed, DateOnly from, Check check)
    {
        foreach (var year in current.YearBudgets.Concat(proposed.YearBudgets).Select(budget => budget.Year).Distinct().Where(year => year < from.Year))
        {
            var at = proposed.YearBudgets.Index().Where(budget => budget.Item.Year == year).Select(budget => $"contract.year_budgets[{budget.Index}].budget_cents");
            check.That(Of(current, year) == Of(proposed, year), at.FirstOrDefault() ?? "contract.year_budgets", "changes_the_past",
                $"Het budget van {year} ligt voor de ingangsdatum van de wijziging.");
        }

        static long? Of(ContractState contract, int year) => contract.YearBudgets.FirstOrDefault(budget => budget.Year == year)?.BudgetCents;
    }

    private static void JudgeLots(ContractState current, ContractState proposed, DateOnly from, Check check)
    {
        foreach (var gone in current.Lots.Where(lot => proposed.Lots.All(other => other.LotId != lot.LotId)))
            check.That(false, "contract.lots", "lot_removed", $"Perceel {gone.LotId} hoort bij de afspraken van voor {Dutch(from)} en blijft staan.");
        foreach (var (i, lot) in proposed.Lots.Index())
        {
            if (current.Lots.FirstOrDefault(other => other.LotId == lot.LotId) is { } before)
                check.That(AmendedFunding.Keeps(before, lot, current, from), $"contract.lots[{i}].funding", "funding_fixed",
                    "De bekostiging van een lopend perceel ligt vast, op wat later ingaat na. Een andere bekostiging is een nieuw perceel met nieuwe producten.");
            else
                // What is paid by the year would be paid for the years before it, too.
                check.That(lot.FundingModel is FundingModels.PriceTimesQuantity or FundingModels.Output, $"contract.lots[{i}].funding", "lot_by_the_year",
                    "Een perceel dat per jaar wordt betaald, begint met een contract; stel daarvoor een nieuw contract op.");
        }
    }

    private static void JudgeProducts(ContractState current, ContractState proposed, DateOnly from, Check check)
    {
        foreach (var gone in current.Products.Where(product => proposed.Products.All(other => other.ProductId != product.ProductId)))
            check.That(gone.Tariffs.Count > 0 && gone.Tariffs.All(tariff => tariff.ValidFrom >= from), "contract.products", "product_removed",
                $"Product {gone.ProductId} liep al voor {Dutch(from)}. Geef zijn tarief een laatste dag in plaats van het product weg te halen.");
        foreach (var (i, product) in proposed.Products.Index())
        {
            var at = $"contract.products[{i}]";
            var before = current.Products.FirstOrDefault(other => other.ProductId == product.ProductId);
            if (before is null)
            {
                check.That(product.Tariffs.Count > 0, $"{at}.tariffs", "tariff_required", "Een product dat erbij komt, begint met zijn tarief.");
                check.That(product.Tariffs.All(tariff => tariff.ValidFrom >= from), $"{at}.tariffs", "changes_the_past", $"Dit product begint op zijn vroegst op {Dutch(from)}.");
                continue;
            }
            check.That((before.Unit, before.Variant, before.LotId, before.PaymentTiming) == (product.Unit, product.Variant, product.LotId, product.PaymentTiming),
                $"{at}.unit", "product_fixed", "Eenheid, uitvoeringsvariant, perceel en betaalmoment van een lopend product liggen vast; een andere afspraak is een ander product.");
            check.That(Past.Same(Stretches(before, current.EndsOn), Stretches(product, proposed.EndsOn), from), $"{at}.tariffs", "changes_the_past",
                $"Voor {Dutch(from)} gold een ander tarief dan hier staat.");
        }

        static IEnumerable<Stretch> Stretches(ProductTerm product, DateOnly ends) =>
            product.Tariffs.Select(tariff => new Stretch(tariff.ValidFrom, tariff.ValidUntil ?? ends, tariff.RateE8));
    }

    private static string Dutch(DateOnly day) => day.ToString("d-M-yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
