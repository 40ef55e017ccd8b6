using Grpc.Core;
using Inkoop.Admin.Texts;

namespace Inkoop.Admin;

/// <summary>The names of providers by their ids, which say nothing to a person.</summary>
public sealed class ProviderNames(IReadOnlyDictionary<string, string> names)
{
    public static ProviderNames None { get; } = new(new Dictionary<string, string>());

    /// <summary>Of all providers that the caller may see; without names when the register does not answer.</summary>
    public static async Task<ProviderNames> ReadAsync(Backend backend, CallOptions call)
    {
        try
        {
            var found = new Dictionary<string, string>();
            var token = "";
            do
            {
                var page = await backend.Providers.ListProvidersAsync(new() { PageSize = 200, PageToken = token }, call);
                foreach (var provider in page.Providers)
                    found[provider.ProviderId] = provider.Name;
                token = page.NextPageToken;
            }
            while (token.Length > 0);
            return new(found);
        }
        catch (RpcException e) when (e.StatusCode is not (StatusCode.Unauthenticated or StatusCode.Cancelled))
        {
            return None;
        }
    }

    public string Name(string providerId) => providerId.Length == 0 ? Words.WhatIf.NoProvider : names.GetValueOrDefault(providerId, Words.Growth.UnknownProvider);
}
