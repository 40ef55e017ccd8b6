using Inkoop.Admin.Components.Parts;
using Inkoop.Admin.Forms;
using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Admin.Components.Pages.Contracts;

/// <summary>A page on which all of a contract is typed: what there is to choose from, and the buttons that add and remove rows.</summary>
public abstract class ContractFormPage : AdminPage
{
    private readonly List<Provider> providers = [];

    public IReadOnlyList<Municipality> Municipalities { get; private set; } = [];

    public IReadOnlyList<Region> Regions { get; private set; } = [];

    public IReadOnlyList<Indicator> Indicators { get; private set; } = [];

    public IEnumerable<(string, string)> ProviderChoices =>
        providers.Select(provider => (provider.ProviderId, provider.AgbCode.Length > 0 ? $"{provider.Name} (AGB {provider.AgbCode})" : provider.Name));

    protected async Task ListsAsync(bool withProviders = true)
    {
        var token = "";
        while (withProviders && providers.Count < 2_000)
        {
            var page = await Backend.Providers.ListProvidersAsync(new() { PageSize = 200, PageToken = token }, Call);
            providers.AddRange(page.Providers);
            token = page.NextPageToken;
            if (token.Length == 0)
                break;
        }
        Municipalities = (await Backend.Reference.ListMunicipalitiesAsync(new(), Call)).Municipalities;
        Regions = (await Backend.Reference.ListRegionsAsync(new(), Call)).Regions;
        Indicators = (await TryAsync(async () => await Backend.Indicators.ListIndicatorsAsync(new(), Call)))?.Indicators ?? [];
    }

    /// <summary>The button pressed only changed which rows and fields there are.</summary>
    protected bool RowsApplied(FormValues form)
    {
        if (Rows.Apply(form, Pressed) || Pressed == "velden")
            return true;
        if (Pressed.StartsWith("gemeenten:", StringComparison.Ordinal))
            AddBuyers(form, Pressed["gemeenten:".Length..]);
        else if (Pressed == "regio")
            AddRegion(form, form["regio"]);
        else
            return false;
        return true;
    }

    /// <summary>A row in the list for every buyer that has none.</summary>
    private static void AddBuyers(FormValues form, string list)
    {
        var known = Enumerable.Range(0, form.Count(list)).Select(i => form[$"{list}[{i}].municipality_code"]).ToHashSet();
        for (var i = form.Count(list) - 1; i >= 0; i--)
            if (form[$"{list}[{i}].municipality_code"].Length == 0)
                form.RemoveRow(list, i);
        foreach (var code in Enumerable.Range(0, form.Count("contract.buyers")).Select(i => form[$"contract.buyers[{i}].municipality_code"]).Where(code => code.Length > 0 && known.Add(code)))
            form.AddRow(list, "municipality_code", code);
    }

    private void AddRegion(FormValues form, string region)
    {
        var known = Enumerable.Range(0, form.Count("contract.buyers")).Select(i => form[$"contract.buyers[{i}].municipality_code"]).ToHashSet();
        for (var i = form.Count("contract.buyers") - 1; i >= 0; i--)
            if (form[$"contract.buyers[{i}].municipality_code"].Length == 0)
                form.RemoveRow("contract.buyers", i);
        foreach (var municipality in Municipalities.Where(m => m.Region == region && !known.Contains(m.Code)))
        {
            var at = $"contract.buyers[{form.Count("contract.buyers")}]";
            form[$"{at}.municipality_code"] = municipality.Code;
            form[$"{at}.valid_from"] = form["contract.starts_on"];
        }
    }
}
