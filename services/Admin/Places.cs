using Grpc.Core;

namespace Inkoop.Admin;

/// <summary>The names of municipalities by their codes, also of those that were merged away.</summary>
public sealed class Places(IReadOnlyDictionary<string, string> names)
{
    public static Places None { get; } = new(new Dictionary<string, string>());

    /// <summary>Without names when the register does not answer: codes alone still say what is meant.</summary>
    public static async Task<Places> ReadAsync(Backend backend, CallOptions call)
    {
        try
        {
            var found = await backend.Reference.ListMunicipalitiesAsync(new(), call);
            return new(found.Municipalities.GroupBy(m => m.Code).ToDictionary(same => same.Key, same => same.Last().Name));
        }
        catch (RpcException e) when (e.StatusCode is not (StatusCode.Unauthenticated or StatusCode.Cancelled))
        {
            return None;
        }
    }

    public string Name(string code) => code.Length == 0 ? Show.None : names.GetValueOrDefault(code, code);

    /// <summary>Name and code, for where only one line is available.</summary>
    public string Full(string code) => names.TryGetValue(code, out var name) ? $"{name} ({code})" : Show.Or(code);

    public IEnumerable<(string Value, string Text)> Choices => names.OrderBy(pair => pair.Value, StringComparer.Ordinal).Select(pair => (pair.Key, $"{pair.Value} ({pair.Key})"));
}
