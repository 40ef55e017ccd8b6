using System.Net;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Platform.V1;
using Inkoop.Wire.Providers.V1;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Cli;

/// <summary>Where each service answers: one address for all, or one for each.</summary>
internal sealed class Addresses
{
    public static IReadOnlyList<string> Services => EventCatalog.Services;

    private readonly Dictionary<string, Uri> known = [];
    private Uri? others;

    private Addresses()
    {
    }

    /// <exception cref="Problem">No address for this service.</exception>
    public Uri this[string service] => known.GetValueOrDefault(service) ?? others
        ?? throw new Problem("address_missing", $"Er is geen adres voor de dienst {service}.", $"Voeg {service}=http://... toe aan --url of INKOOP_URL.");

    /// <summary>Reads <c>http://host:port</c> or <c>contracts=http://host:port,providers=...</c>; a bare address serves what is not named.</summary>
    public static Addresses Parse(string text)
    {
        var addresses = new Addresses();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var service = equals > 0 && equals < part.IndexOf(':', StringComparison.Ordinal) ? part[..equals].Trim() : "";
            var uri = ReadUri(service.Length > 0 ? part[(equals + 1)..].Trim() : part, "--url");
            if (service.Length == 0)
                addresses.others = uri;
            else if (Services.Contains(service))
                addresses.known[service] = uri;
            else
                throw new Problem("service_unknown", $"Er is geen dienst die {service} heet.", $"De diensten zijn: {string.Join(", ", Services)}.");
        }

        return addresses;
    }

    public static Uri ReadUri(string text, string option) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new Problem("address_invalid", $"{text} is geen adres.", $"Schrijf {option} als http://127.0.0.1:5081 of https://...");
}

/// <summary>The services, called with the caller's own token: what is allowed is decided there.</summary>
internal sealed class Connection(Addresses addresses, TokenSource tokens) : IDisposable
{
    private readonly Dictionary<Uri, GrpcChannel> channels = [];
    private string? token;

    /// <summary>The address of the last call, to name when nothing answers there.</summary>
    public Uri? LastAddress { get; private set; }

    public async Task<ReferenceService.ReferenceServiceClient> ReferenceAsync(CancellationToken cancellationToken) => new(await ToAsync("providers", cancellationToken));

    public async Task<ContractService.ContractServiceClient> ContractsAsync(CancellationToken cancellationToken) => new(await ToAsync("contracts", cancellationToken));

    public async Task<SettlementService.SettlementServiceClient> SettlementsAsync(CancellationToken cancellationToken) => new(await ToAsync("money", cancellationToken));

    public async Task<FactService.FactServiceClient> FactsAsync(CancellationToken cancellationToken) => new(await ToAsync("money", cancellationToken));

    public async Task<PaymentService.PaymentServiceClient> PaymentsAsync(CancellationToken cancellationToken) => new(await ToAsync("money", cancellationToken));

    public async Task<DispositionService.DispositionServiceClient> DispositionsAsync(CancellationToken cancellationToken) => new(await ToAsync("dispositions", cancellationToken));

    public async Task<MessageService.MessageServiceClient> MessagesAsync(CancellationToken cancellationToken) => new(await ToAsync("dispositions", cancellationToken));

    public async Task<IndicatorService.IndicatorServiceClient> IndicatorsAsync(CancellationToken cancellationToken) => new(await ToAsync("indicators", cancellationToken));

    public async Task<ReviewService.ReviewServiceClient> ReviewsAsync(CancellationToken cancellationToken) => new(await ToAsync("reviews", cancellationToken));

    public async Task<EventLogService.EventLogServiceClient> LogAsync(string service, CancellationToken cancellationToken) => new(await ToAsync(service, cancellationToken));

    /// <summary>The id of a contract that is named by number or id.</summary>
    public async Task<string> ContractIdAsync(string contract, CancellationToken cancellationToken) =>
        Guid.TryParseExact(contract, "D", out _)
            ? contract
            : (await (await ContractsAsync(cancellationToken)).GetContractAsync(new GetContractRequest { Number = contract }, cancellationToken: cancellationToken)).Contract.ContractId;

    /// <summary>The names of the providers that the caller may see, by id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ProviderNamesAsync(CancellationToken cancellationToken)
    {
        var register = new ProviderService.ProviderServiceClient(await ToAsync("providers", cancellationToken));
        var (names, token) = (new Dictionary<string, string>(), "");
        do
        {
            var page = await register.ListProvidersAsync(new ListProvidersRequest { PageSize = 200, PageToken = token }, cancellationToken: cancellationToken);
            foreach (var provider in page.Providers)
                names[provider.ProviderId] = provider.Name;
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return names;
    }

    public void Dispose()
    {
        foreach (var channel in channels.Values)
            channel.Dispose();
    }

    private async Task<CallInvoker> ToAsync(string service, CancellationToken cancellationToken)
    {
        var address = addresses[service];
        if (tokens.IsReal && address.Scheme == "http" && !IsLoopback(address))
            throw new Problem("token_in_clear", $"Uw token gaat niet onversleuteld naar {address}.", "Gebruik een https-adres in --url.");
        token ??= await tokens.GetAsync(cancellationToken);
        LastAddress = address;
        if (!channels.TryGetValue(address, out var channel))
        {
            channels[address] = channel = InkoopChannel.Open(address);
        }

        return channel.Intercept(metadata =>
        {
            metadata.Add("authorization", "Bearer " + token);
            return metadata;
        });
    }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
