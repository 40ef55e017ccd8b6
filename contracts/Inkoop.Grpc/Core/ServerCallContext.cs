// What a handler knows about its call, and the peer's identity from its TLS certificate.

using System.Text;

namespace Grpc.Core;

/// <summary>Context of one call on the server. Tests may derive from it.</summary>
public abstract class ServerCallContext
{
    private Dictionary<object, object>? userState;

    /// <summary>The path: <c>/package.Service/Method</c>.</summary>
    public string Method => MethodCore;

    public string Host => HostCore;

    /// <summary>Address of the caller: <c>ipv4:1.2.3.4:5</c>, <c>ipv6:[::1]:5</c> or <c>unix:...</c>.</summary>
    public string Peer => PeerCore;

    /// <summary>When the caller stops waiting, in UTC; <see cref="DateTime.MaxValue"/> when it did not say.</summary>
    public DateTime Deadline => DeadlineCore;

    public Metadata RequestHeaders => RequestHeadersCore;

    /// <summary>Cancelled when the caller goes away or the deadline passes.</summary>
    public CancellationToken CancellationToken => CancellationTokenCore;

    public Metadata ResponseTrailers => ResponseTrailersCore;

    public Status Status
    {
        get => StatusCore;
        set => StatusCore = value;
    }

    public WriteOptions? WriteOptions
    {
        get => WriteOptionsCore;
        set => WriteOptionsCore = value;
    }

    public AuthContext AuthContext => AuthContextCore;

    /// <summary>A place for interceptors and handlers to leave things for each other.</summary>
    public IDictionary<object, object> UserState => UserStateCore;

    /// <summary>Sends the initial metadata now, once, before any message.</summary>
    public Task WriteResponseHeadersAsync(Metadata responseHeaders) => WriteResponseHeadersAsyncCore(responseHeaders);

    public ContextPropagationToken CreatePropagationToken(ContextPropagationOptions? options = null) => CreatePropagationTokenCore(options);

    protected abstract string MethodCore { get; }
    protected abstract string HostCore { get; }
    protected abstract string PeerCore { get; }
    protected abstract DateTime DeadlineCore { get; }
    protected abstract Metadata RequestHeadersCore { get; }
    protected abstract CancellationToken CancellationTokenCore { get; }
    protected abstract Metadata ResponseTrailersCore { get; }
    protected abstract Status StatusCore { get; set; }
    protected abstract WriteOptions? WriteOptionsCore { get; set; }
    protected abstract AuthContext AuthContextCore { get; }
    protected virtual IDictionary<object, object> UserStateCore => userState ??= [];
    protected abstract Task WriteResponseHeadersAsyncCore(Metadata responseHeaders);
    protected abstract ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options);
}

/// <summary>What the transport proved about the peer.</summary>
public class AuthContext(string? peerIdentityPropertyName, Dictionary<string, List<AuthProperty>> properties)
{
    private readonly Dictionary<string, List<AuthProperty>> properties = properties ?? throw new ArgumentNullException(nameof(properties));

    public bool IsPeerAuthenticated => PeerIdentityPropertyName is not null;
    public string? PeerIdentityPropertyName { get; } = peerIdentityPropertyName;
    public IEnumerable<AuthProperty> PeerIdentity => PeerIdentityPropertyName is null ? [] : properties[PeerIdentityPropertyName];
    public IEnumerable<AuthProperty> Properties => properties.Values.SelectMany(found => found);
    public IEnumerable<AuthProperty> FindPropertiesByName(string propertyName) => properties.TryGetValue(propertyName, out var found) ? found : [];
}

public class AuthProperty
{
    private readonly byte[] bytes;

    private AuthProperty(string name, byte[] bytes) => (Name, this.bytes) = (name, bytes);

    public string Name { get; }
    public string Value => Encoding.UTF8.GetString(bytes);
    public byte[] ValueBytes => [.. bytes];

    public static AuthProperty Create(string name, byte[] valueBytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(valueBytes);
        return new AuthProperty(name, [.. valueBytes]);
    }
}
