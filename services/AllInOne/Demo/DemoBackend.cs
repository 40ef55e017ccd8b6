using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Inkoop.Wire;

namespace Inkoop.AllInOne.Demo;

/// <summary>The running host as its users see it: gRPC calls with tokens that the demo issuer gives for a role.</summary>
internal sealed class DemoBackend(Uri pages, Uri grpc) : IDisposable
{
    private static readonly TimeSpan renewAfter = TimeSpan.FromMinutes(45);

    private readonly HttpClient issuer = new() { BaseAddress = pages };
    private readonly GrpcChannel channel = InkoopChannel.Open(grpc);
    private readonly ConcurrentDictionary<(string Role, string Provider), Lazy<Task<Grant>>> grants = new();

    private sealed record Grant(CallInvoker Invoker, long Since);

    /// <param name="role">As in <see cref="Platform.Identity.Role"/>.</param>
    /// <param name="provider">AGB code of the provider that a token for role provider is bound to.</param>
    public async Task<CallInvoker> AsAsync(string role, string provider = "")
    {
        var grant = await grants.GetOrAdd((role, provider), Ask).Value;
        if (TimeProvider.System.GetElapsedTime(grant.Since) < renewAfter)
            return grant.Invoker;
        grants.TryRemove((role, provider), out _);
        return (await grants.GetOrAdd((role, provider), Ask).Value).Invoker;
    }

    private Lazy<Task<Grant>> Ask((string Role, string Provider) who) => new(async () =>
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "urn:inkoop:demo", ["role"] = who.Role, ["provider"] = who.Provider });
        using var answer = await issuer.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<TokenAnswer>())!.AccessToken;
        return new Grant(channel.Intercept(metadata =>
        {
            metadata.Add("authorization", "Bearer " + token);
            return metadata;
        }), TimeProvider.System.GetTimestamp());
    });

    public void Dispose()
    {
        issuer.Dispose();
        channel.Dispose();
    }

    private sealed record TokenAnswer([property: JsonPropertyName("access_token")] string AccessToken);
}
