using System.Globalization;
using Inkoop.Wire.Events;
using MassTransit;
using MassTransit.Mediator;

namespace Inkoop.Bench;

/// <summary>A region by its events, as the logs of the other services would bring them.</summary>
internal sealed class BenchRegion(IMediator mediator, int contracts, int municipalities)
{
    public const int Year = 2025;
    private readonly Guid[] contractIds = [.. Enumerable.Range(0, contracts).Select(_ => Guid.CreateVersion7())];
    private readonly Guid providerId = Guid.CreateVersion7();

    public Guid ContractId(int number) => contractIds[number];

    public async Task SignAsync()
    {
        for (var i = 0; i < municipalities; i++)
            await TellAsync(new MunicipalityRecorded { Code = Code(i), Version = 1, Name = $"Gemeente {i}", Province = "Limburg", Region = "Bench", ValidFrom = new(2015, 1, 1) });
        for (var i = 0; i < contracts; i++)
            await TellAsync(new ContractSigned { ContractId = contractIds[i], Version = 2, RecordedAt = new(2024, 12, 1, 0, 0, 0, TimeSpan.Zero), Terms = Terms(i) });
    }

    /// <summary>Lines by number: contract after contract, spread over months, products and municipalities.</summary>
    public Task DeclareAsync(int from, int count) => TellAsync(new LinesJudged
    {
        MessageId = Guid.CreateVersion7(),
        Part = 1,
        ProviderId = providerId,
        DeclaredMonth = new(Year, 12, 1),
        RecordedAt = new(2025, 12, 31, 0, 0, 0, TimeSpan.Zero),
        Accepted = [.. Enumerable.Range(from, count).Select(Line)],
        Rejected = [],
    });

    private AcceptedLine Line(int number)
    {
        var starts = new DateOnly(Year, 1 + (number / contracts % 12), 1);
        var volume = 300 + (number * 37L % 1_700);
        return new AcceptedLine
        {
            LineId = Guid.CreateVersion7(),
            ReferenceNumber = "R" + number.ToString(CultureInfo.InvariantCulture),
            AllocationId = Guid.CreateVersion7(),
            ContractId = contractIds[number % contracts],
            ContractVersion = 2,
            ProductId = number % 5 == 0 ? "45A04" : "45A03",
            MunicipalityCode = Code(number / 7 % municipalities),
            ClientPseudonym = "p" + (number % 40_000).ToString(CultureInfo.InvariantCulture),
            From = starts,
            Until = starts.AddMonths(1).AddDays(-1),
            Volume = volume,
            Unit = "01",
            AmountCents = volume * 150,
            Credit = false,
            RateE8 = 150_000_000,
            RateUnit = "01",
            RoundingRule = "unrounded_tariff",
            AllocationKind = "specific",
        };
    }

    private ContractTerms Terms(int number) => new()
    {
        Number = $"B-{number:D4}",
        Title = "Bench",
        ProviderId = providerId,
        ProviderName = "Aanbieder",
        StartsOn = new(Year, 1, 1),
        EndsOn = new(Year + 1, 12, 31),
        SignedOn = new(2024, 12, 1),
        RoundingRule = "unrounded_tariff",
        Buyers = [.. Enumerable.Range(0, municipalities).Select(i => new BuyerTerm { MunicipalityCode = Code(i), ValidFrom = new(Year, 1, 1) })],
        YearBudgets = [new YearBudgetTerm { Year = Year, BudgetCents = 500_000_000 }],
        Lots = [new LotTerm { LotId = "1", Name = "Ambulant", FundingModel = "price_times_quantity", Funding = """{ "priceTimesQuantity": {} }""" }],
        Products =
        [
            .. new[] { "45A03", "45A04" }.Select(product => new ProductTerm
            {
                ProductId = product, LotId = "1", Category = "45", Code = product, Description = product, Unit = "01", Variant = "effort",
                Tariffs = [new TariffTerm { ValidFrom = new(Year, 1, 1), RateE8 = 150_000_000 }],
            }),
        ],
        KpiAgreements = [],
    };

    private static string Code(int number) => (901 + number).ToString("D4", CultureInfo.InvariantCulture);

    private Task TellAsync<TEvent>(TEvent e) where TEvent : class =>
        mediator.Publish(e, Pipe.Execute<PublishContext<TEvent>>(context => context.MessageId = Guid.CreateVersion7()));
}
