using System.Text.RegularExpressions;
using Inkoop.Agreements;
using Inkoop.Agreements.Drafting;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts.Drafting;

/// <summary>Reads a draft contract: everything that is wrong with it at once, by the path of the field. A draft may still lack buyers, a provider or products; a signature may not.</summary>
public static partial class ContractCheck
{
    /// <summary>The state to store. Only to be used when <paramref name="check"/> has no faults.</summary>
    // After five years nothing can be declared anyway (TR335).
    private const int LongestDeclarationMonths = 60;

    public static ContractState Read(Contract contract, Guid contractId, long version, DraftFacts facts, Check check)
    {
        var number = check.Text(contract.Number, "contract.number", 1, 50);
        check.That(!facts.NumberTaken, "contract.number", "number_taken", "Dit nummer heeft al een ander contract.");
        var title = check.Text(contract.Title, "contract.title", 1, 200);
        var term = ReadTerm(contract, check);
        check.That(facts.Provider is not null || (contract.ProviderId.Length == 0 && contract.ProviderAgbCode.Length == 0),
            contract.ProviderId.Length > 0 ? "contract.provider_id" : "contract.provider_agb_code", "provider_unknown", "Deze aanbieder staat niet in het register.");
        check.That(contract.RoundingRule != RoundingRule.Unspecified && Enum.IsDefined(contract.RoundingRule),
            "contract.rounding_rule", "required", "Kies hoe bedragen worden afgerond.");
        check.That(contract.DeclarationMonths is >= 0 and <= LongestDeclarationMonths,
            "contract.declaration_months", "out_of_range", "Kies 1 tot en met 60 maanden, of laat de termijn leeg.");

        var buyers = ReadBuyers(contract, term, facts, check);
        var lots = FundingCheck.ReadLots(contract, term, facts, check);
        var draft = new ContractState
        {
            ContractId = contractId,
            Version = version,
            Number = number,
            Title = title,
            ProviderId = facts.Provider?.ProviderId,
            ProviderName = facts.Provider?.Name,
            ProviderAgbCode = facts.Provider?.AgbCode,
            StartsOn = term.StartsOn,
            EndsOn = term.EndsOn,
            RoundingRule = WireText.Name(contract.RoundingRule),
            DeclarationMonths = contract.DeclarationMonths == 0 ? null : contract.DeclarationMonths,
            Buyers = buyers,
            YearBudgets = ReadBudgets(contract, term, check),
            Lots = lots,
            Products = ProductCheck.ReadProducts(contract, term, lots, check),
            KpiAgreements = ReadAgreements(contract, facts, check),
        };
        FundingJudgement.Judge(draft, term, check);
        TimingCheck.Judge(draft, check);
        return draft;
    }

    private static Term ReadTerm(Contract contract, Check check)
    {
        var starts = check.Date(contract.StartsOn, "contract.starts_on");
        var ends = check.Date(contract.EndsOn, "contract.ends_on");
        if (starts == default || ends == default) return new Term(starts, ends, false);
        check.That(starts.Year is >= 2015 and <= 2100, "contract.starts_on", "out_of_range", "De Jeugdwet geldt vanaf 2015; kies een datum van 2015 tot en met 2100.");
        check.That(ends >= starts, "contract.ends_on", "ends_before_start", "De einddatum ligt voor de ingangsdatum.");
        check.That(ends.Year - starts.Year <= 30, "contract.ends_on", "out_of_range", "Een contract loopt hoogstens 30 jaar.");
        return new Term(starts, ends, ends >= starts);
    }

    private static IReadOnlyList<BuyerTerm> ReadBuyers(Contract contract, Term term, DraftFacts facts, Check check)
    {
        check.That(contract.Buyers.Count <= DraftLimits.Buyers, "contract.buyers", "too_many", $"Hoogstens {DraftLimits.Buyers} inkopende gemeenten.");
        var buyers = new List<BuyerTerm>();
        for (var i = 0; i < Math.Min(contract.Buyers.Count, DraftLimits.Buyers); i++)
        {
            var at = $"contract.buyers[{i}]";
            var buyer = contract.Buyers[i];
            var code = buyer.MunicipalityCode.Trim();
            var from = check.Date(buyer.ValidFrom, $"{at}.valid_from");
            var until = check.OptionalDate(buyer.ValidUntil, $"{at}.valid_until");
            CheckPeriod(term, from, until, at, check);
            var wellFormed = FourDigits().IsMatch(code);
            check.That(wellFormed, $"{at}.municipality_code", "municipality_code_invalid", "Een gemeentecode bestaat uit 4 cijfers.");
            var lastDay = until ?? (term.IsKnown ? term.EndsOn : from);
            if (wellFormed && from != default)
                check.That(facts.Municipalities[code].Any(known => known.Covers(from)) && (lastDay < from || facts.Municipalities[code].Any(known => known.Covers(lastDay))),
                    $"{at}.municipality_code", "municipality_unknown", "Deze gemeente bestaat niet gedurende de hele periode.");
            check.That(!buyers.Any(other => other.MunicipalityCode == code && other.ValidFrom <= lastDay && from <= (other.ValidUntil ?? (term.IsKnown ? term.EndsOn : DateOnly.MaxValue))),
                $"{at}.municipality_code", "buyer_twice", "Deze gemeente koopt in deze periode al in.");
            buyers.Add(new BuyerTerm { MunicipalityCode = code, ValidFrom = from, ValidUntil = until });
        }
        return buyers;
    }

    private static IReadOnlyList<YearBudgetTerm> ReadBudgets(Contract contract, Term term, Check check)
    {
        check.That(contract.YearBudgets.Count <= DraftLimits.Budgets, "contract.year_budgets", "too_many", $"Hoogstens {DraftLimits.Budgets} jaarbudgetten.");
        var budgets = new List<YearBudgetTerm>();
        for (var i = 0; i < Math.Min(contract.YearBudgets.Count, DraftLimits.Budgets); i++)
        {
            var at = $"contract.year_budgets[{i}]";
            var budget = contract.YearBudgets[i];
            check.That(!term.IsKnown || (budget.Year >= term.StartsOn.Year && budget.Year <= term.EndsOn.Year), $"{at}.year", "outside_contract", "Dit jaar valt buiten de looptijd.");
            check.That(budgets.All(other => other.Year != budget.Year), $"{at}.year", "duplicate", "Voor dit jaar staat er al een budget.");
            check.That(budget.BudgetCents is >= 0 and <= DraftLimits.Cents, $"{at}.budget_cents", "out_of_range", "Een budget is nul of meer, tot tien miljard euro.");
            budgets.Add(new YearBudgetTerm { Year = budget.Year, BudgetCents = budget.BudgetCents });
        }
        return [.. budgets.OrderBy(budget => budget.Year)];
    }

    private static IReadOnlyList<KpiTerm> ReadAgreements(Contract contract, DraftFacts facts, Check check)
    {
        check.That(contract.KpiAgreements.Count <= DraftLimits.Agreements, "contract.kpi_agreements", "too_many", $"Hoogstens {DraftLimits.Agreements} KPI-afspraken.");
        var agreements = new List<KpiTerm>();
        for (var i = 0; i < Math.Min(contract.KpiAgreements.Count, DraftLimits.Agreements); i++)
        {
            var at = $"contract.kpi_agreements[{i}]";
            var agreement = contract.KpiAgreements[i];
            var code = facts.ReadIndicator(check.Text(agreement.IndicatorCode, $"{at}.indicator_code", 1, 50), $"{at}.indicator_code", check);
            check.That(agreements.All(other => other.IndicatorCode != code), $"{at}.indicator_code", "duplicate", "Over deze indicator is al iets afgesproken.");
            // A share above 1 is the everyday slip of writing 80 for 80%.
            var norm = check.Decimal(agreement.Norm, $"{at}.norm", 0m, facts.Proportions.Contains(code) ? 1m : 10_000m);
            check.That(agreement.Direction is KpiDirection.AtMost or KpiDirection.AtLeast, $"{at}.direction", "required", "Kies of de norm een maximum of een minimum is.");
            agreements.Add(new KpiTerm { IndicatorCode = code, NormE8 = norm is >= 0m and <= 10_000m ? E8.Of(norm) : 0, AtMost = agreement.Direction == KpiDirection.AtMost, IsDuty = agreement.IsDuty });
        }
        return agreements;
    }

    /// <summary>A stretch of days that must lie inside the contract.</summary>
    internal static void CheckPeriod(Term term, DateOnly from, DateOnly? until, string at, Check check)
    {
        check.That(term.Holds(from), $"{at}.valid_from", "outside_contract", "Deze dag valt buiten de looptijd van het contract.");
        if (until is not { } last || last == default) return;
        check.That(term.Holds(last), $"{at}.valid_until", "outside_contract", "Deze dag valt buiten de looptijd van het contract.");
        check.That(last >= from, $"{at}.valid_until", "ends_before_start", "De laatste dag ligt voor de eerste.");
    }

    [GeneratedRegex(@"\A[0-9]{4}\z")]
    private static partial Regex FourDigits();
}
