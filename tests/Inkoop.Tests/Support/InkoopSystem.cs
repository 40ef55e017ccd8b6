using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;

namespace Inkoop.Tests.Support;

/// <summary>A running Inkoop, in one process or in many: where it answers, and clients with tokens of its demo issuer.</summary>
public abstract class InkoopSystem
{
    private readonly ConcurrentDictionary<(string Service, string Role, string Provider, string Municipality), Task<GrpcChannel>> channels = new();

    /// <summary>Pages and tokens.</summary>
    public abstract Uri Pages { get; }

    public abstract Uri AddressOf(string service);

    /// <summary>A client with a token of <paramref name="role"/>; a provider's is bound to <paramref name="provider"/> (id or AGB code).</summary>
    public TClient Client<TClient>(string role, string provider = "", string municipality = "") where TClient : ClientBase =>
        (TClient)Activator.CreateInstance(typeof(TClient), Invoker(ServiceOf(typeof(TClient)), role, provider, municipality))!;

    /// <summary>A client of a service that every host has, such as the event log.</summary>
    public TClient ClientOf<TClient>(string service, string role) where TClient : ClientBase =>
        (TClient)Activator.CreateInstance(typeof(TClient), Invoker(service, role))!;

    /// <summary>Opens a channel and gives its invoker; the test thread may wait for a token over loopback.</summary>
    public CallInvoker Invoker(string service, string role, string provider = "", string municipality = "") =>
        Task.Run(() => channels.GetOrAdd((service, role, provider, municipality), OpenAsync)).GetAwaiter().GetResult().CreateCallInvoker();

    /// <summary>A client without a token.</summary>
    public TClient AnonymousClient<TClient>() where TClient : ClientBase =>
        (TClient)Activator.CreateInstance(typeof(TClient), AnonymousChannel(ServiceOf(typeof(TClient))).CreateCallInvoker())!;

    /// <summary>A channel without a token.</summary>
    public GrpcChannel AnonymousChannel(string service) => GrpcChannel.ForAddress(AddressOf(service));

    /// <summary>A token of the demo issuer, as the command line gets it.</summary>
    public async Task<string> TokenAsync(string role, string provider = "", string municipality = "")
    {
        using var http = new HttpClient { BaseAddress = Pages };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "urn:inkoop:demo",
            ["role"] = role,
            ["provider"] = provider,
            ["municipality"] = municipality,
        });
        using var response = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    protected async Task CloseChannelsAsync()
    {
        foreach (var channel in channels.Values)
            (await channel).Dispose();
        channels.Clear();
    }

    private async Task<GrpcChannel> OpenAsync((string Service, string Role, string Provider, string Municipality) key)
    {
        var token = await TokenAsync(key.Role, key.Provider, key.Municipality);
        var credentials = CallCredentials.FromInterceptor((_, metadata) =>
        {
            metadata.Add("authorization", "Bearer " + token);
            return Task.CompletedTask;
        });
        return GrpcChannel.ForAddress(AddressOf(key.Service), new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, credentials),
            UnsafeUseInsecureChannelCallCredentials = true,
            HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true },
        });
    }

    // Inkoop.Wire.Contracts.V1.ContractService+ContractServiceClient is answered by contracts; what is about money kept its names when it moved out.
    private static string ServiceOf(Type client) =>
        client.DeclaringType!.Name is "SettlementService" or "FactService" or "PaymentService" ? "money" : client.Namespace!.Split('.')[2].ToLowerInvariant();
}
