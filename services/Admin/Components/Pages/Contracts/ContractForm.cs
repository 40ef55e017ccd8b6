using System.Globalization;
using Inkoop.Admin.Forms;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Components.Pages.Contracts;

/// <summary>A draft contract between the wire and what a person types.</summary>
internal static class ContractForm
{
    public static FormValues From(Contract contract)
    {
        var form = FormValues.New(contract.Version);
        form["contract.number"] = contract.Number;
        form["contract.title"] = contract.Title;
        form["contract.provider_id"] = contract.ProviderId;
        form["contract.starts_on"] = contract.StartsOn;
        form["contract.ends_on"] = contract.EndsOn;
        form["contract.rounding_rule"] = Text((int)contract.RoundingRule);
        form["contract.declaration_months"] = contract.DeclarationMonths == 0 ? "" : Text(contract.DeclarationMonths);
        for (var i = 0; i < contract.Buyers.Count; i++)
        {
            form[$"contract.buyers[{i}].municipality_code"] = contract.Buyers[i].MunicipalityCode;
            form[$"contract.buyers[{i}].valid_from"] = contract.Buyers[i].ValidFrom;
            form[$"contract.buyers[{i}].valid_until"] = contract.Buyers[i].ValidUntil;
        }
        for (var i = 0; i < contract.YearBudgets.Count; i++)
        {
            form[$"contract.year_budgets[{i}].year"] = Text(contract.YearBudgets[i].Year);
            form[$"contract.year_budgets[{i}].budget_cents"] = Show.TypedCents(contract.YearBudgets[i].BudgetCents);
        }
        for (var i = 0; i < contract.Lots.Count; i++)
            Lot(form, $"contract.lots[{i}]", contract.Lots[i]);
        for (var i = 0; i < contract.Products.Count; i++)
            Product(form, $"contract.products[{i}]", contract.Products[i]);
        for (var i = 0; i < contract.KpiAgreements.Count; i++)
        {
            var at = $"contract.kpi_agreements[{i}]";
            form[$"{at}.indicator_code"] = contract.KpiAgreements[i].IndicatorCode;
            form[$"{at}.norm"] = Show.Typed(contract.KpiAgreements[i].Norm);
            form[$"{at}.direction"] = Text((int)contract.KpiAgreements[i].Direction);
            form[$"{at}.is_duty"] = contract.KpiAgreements[i].IsDuty ? "true" : "";
        }
        return form;
    }

    private static void Lot(FormValues form, string at, Lot lot)
    {
        form[$"{at}.lot_id"] = lot.LotId;
        form[$"{at}.name"] = lot.Name;
        form[$"{at}.activities"] = lot.Activities;
        form[$"{at}.categories"] = string.Join(", ", lot.Categories);
        FundingForm.Fill(form, $"{at}.funding", lot.Funding ?? new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() });
    }

    private static void Product(FormValues form, string at, Product product)
    {
        form[$"{at}.lot_id"] = product.LotId;
        form[$"{at}.category"] = product.Category;
        form[$"{at}.code"] = product.Code;
        form[$"{at}.description"] = product.Description;
        form[$"{at}.unit"] = product.Unit;
        form[$"{at}.variant"] = Text((int)product.Variant);
        form[$"{at}.payment_timing"] = Text((int)product.PaymentTiming);
        for (var i = 0; i < product.Tariffs.Count; i++)
        {
            form[$"{at}.tariffs[{i}].valid_from"] = product.Tariffs[i].ValidFrom;
            form[$"{at}.tariffs[{i}].valid_until"] = product.Tariffs[i].ValidUntil;
            form[$"{at}.tariffs[{i}].rate_eur"] = Show.Typed(product.Tariffs[i].RateEur);
        }
    }

    public static Contract Read(FormValues form)
    {
        var contract = new Contract
        {
            Number = form["contract.number"],
            Title = form["contract.title"],
            ProviderId = form["contract.provider_id"],
            StartsOn = form["contract.starts_on"],
            EndsOn = form["contract.ends_on"],
            RoundingRule = (RoundingRule)Choice(form["contract.rounding_rule"]),
            DeclarationMonths = (int)Math.Min(form.Whole("contract.declaration_months", required: false), int.MaxValue),
        };
        foreach (var at in Each(form, "contract.buyers"))
            contract.Buyers.Add(new Buyer { MunicipalityCode = form[$"{at}.municipality_code"], ValidFrom = form[$"{at}.valid_from"], ValidUntil = form[$"{at}.valid_until"] });
        foreach (var at in Each(form, "contract.year_budgets"))
            contract.YearBudgets.Add(new YearBudget { Year = (int)Math.Min(form.Whole($"{at}.year"), int.MaxValue), BudgetCents = form.Cents($"{at}.budget_cents") });
        foreach (var at in Each(form, "contract.lots"))
            contract.Lots.Add(new Lot
            {
                LotId = form[$"{at}.lot_id"],
                Name = form[$"{at}.name"],
                Activities = form[$"{at}.activities"],
                Categories = { form[$"{at}.categories"].Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) },
                Funding = new FundingReader(form).Read($"{at}.funding"),
            });
        foreach (var at in Each(form, "contract.products"))
        {
            var product = new Product
            {
                LotId = form[$"{at}.lot_id"],
                Category = form[$"{at}.category"],
                Code = form[$"{at}.code"],
                Description = form[$"{at}.description"],
                Unit = form[$"{at}.unit"],
                Variant = (DeliveryVariant)Choice(form[$"{at}.variant"]),
                PaymentTiming = (PaymentTiming)Choice(form[$"{at}.payment_timing"]),
            };
            foreach (var tariff in Each(form, $"{at}.tariffs"))
                product.Tariffs.Add(new Tariff { ValidFrom = form[$"{tariff}.valid_from"], ValidUntil = form[$"{tariff}.valid_until"], RateEur = form.Decimal($"{tariff}.rate_eur") });
            contract.Products.Add(product);
        }
        foreach (var at in Each(form, "contract.kpi_agreements"))
            contract.KpiAgreements.Add(new KpiAgreement
            {
                IndicatorCode = form[$"{at}.indicator_code"],
                Norm = form.Decimal($"{at}.norm"),
                Direction = (KpiDirection)Choice(form[$"{at}.direction"]),
                IsDuty = form.Ticked($"{at}.is_duty"),
            });
        return contract;
    }

    private static IEnumerable<string> Each(FormValues form, string list) => Enumerable.Range(0, form.Count(list)).Select(i => $"{list}[{i}]");

    internal static int Choice(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
