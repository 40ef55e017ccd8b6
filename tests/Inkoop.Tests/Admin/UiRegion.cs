using Inkoop.Platform.Identity;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;

namespace Inkoop.Tests.Admin;

/// <summary>A running product with one provider, contract, allocation and declaration, for the pages to show.</summary>
public sealed class UiRegion : InkoopApp
{
    public Region Region { get; private set; } = null!;

    public Message Declaration { get; private set; } = new();

    public override async Task InitializeAsync()
    {
        // Events may still be under way when the host stops: they are delivered after the next start.
        ExpectedErrors.Add("TaskCanceledException");
        await base.InitializeAsync();
        Region = new Region(this);
        await Region.RegisterProviderAsync("Stichting Café Müller");
        await Region.SignContractAsync("JH-2026-UI", "1.45", "01", null, new KpiAgreement { IndicatorCode = "uitval", Norm = "0.1", Direction = KpiDirection.AtMost });
        await Region.AllocateAsync();
        Declaration = await Region.DeclareAsync(1, Region.Line("R1", 1, 1_020));
        // The answer is there before the money: what was judged is told to who settles it.
        var settlements = Client<SettlementService.SettlementServiceClient>(Role.Finance);
        await Eventually.GetsAsync(async () => (await settlements.ListSettlementsAsync(new ListSettlementsRequest { Year = 2026 })).Settlements.Sum(row => row.SettledCents), cents => cents > 0);
    }
}
