using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Inkoop.Wire;

namespace Inkoop.Demo;

/// <summary>The running host, or hosts, as their users see them: gRPC calls with tokens that the demo issuer gives for a role.</summary>
/// <param name="addressOf">Where the service of this name answers.</param>
public sealed class DemoBackend(Uri pages, Func<string, Uri> addressOf) : IDisposable
{
    private static readonly TimeSpan renewAfter = TimeSpan.FromMinutes(45);

    private readonly HttpClient issuer = new() { BaseAddress = pages };
    private readonly ConcurrentDictionary<Uri, GrpcChannel> channels = new();
    private readonly ConcurrentDictionary<(string Role, string Provider), Lazy<Task<Grant>>> grants = new();

    private sealed record Grant(string Token, long Since);

    /// <param name="service">Who answers these calls.</param>
    /// <param name="role">As in <see cref="Platform.Identity.Role"/>.</param>
    /// <param name="provider">AGB code of the provider that a token for role provider is bound to.</param>
    public async Task<CallInvoker> AsAsync(string service, string role, string provider = "")
    {
        var grant = await grants.GetOrAdd((role, provider), Ask).Value;
        if (TimeProvider.System.GetElapsedTime(grant.Since) >= renewAfter)
        {
            grants.TryRemove((role, provider), out _);
            grant = await grants.GetOrAdd((role, provider), Ask).Value;
        }

        return channels.GetOrAdd(addressOf(service), InkoopChannel.Open).Intercept(metadata =>
        {
            metadata.Add("authorization", "Bearer " + grant.Token);
            return metadata;
        });
    }

    private Lazy<Task<Grant>> Ask((string Role, string Provider) who) => new(async () =>
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "urn:inkoop:demo", ["role"] = who.Role, ["provider"] = who.Provider });
        using var answer = await issuer.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        return new Grant((await answer.Content.ReadFromJsonAsync<TokenAnswer>())!.AccessToken, TimeProvider.System.GetTimestamp());
    });

    public void Dispose()
    {
        issuer.Dispose();
        foreach (var channel in channels.Values)
            channel.Dispose();
    }

    private sealed record TokenAnswer([property: JsonPropertyName("access_token")] string AccessToken);
}
