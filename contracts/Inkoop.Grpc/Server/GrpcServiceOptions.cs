// Options of the server: limits, compression and interceptors, for all services and per service.

using System.Collections.ObjectModel;
using System.IO.Compression;
using Grpc.Core.Interceptors;
using Grpc.Net.Compression;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server;

/// <summary>What applies to every call, or to every call of one service. Unset values fall back to the general options.</summary>
public class GrpcServiceOptions
{
    private int? maxSendMessageSize;
    private int? maxReceiveMessageSize;

    /// <summary>Most bytes of a message sent; null for no limit, which is the default.</summary>
    public int? MaxSendMessageSize
    {
        get => maxSendMessageSize;
        set => (maxSendMessageSize, MaxSendMessageSizeSpecified) = (value, true);
    }

    /// <summary>Most bytes of a message received, on the wire and decompressed; 4 MiB by default, null for no limit.</summary>
    public int? MaxReceiveMessageSize
    {
        get => maxReceiveMessageSize;
        set => (maxReceiveMessageSize, MaxReceiveMessageSizeSpecified) = (value, true);
    }

    /// <summary>Whether the limit was set, null included.</summary>
    public bool MaxSendMessageSizeSpecified { get; set; }
    /// <summary>Whether the limit was set, null included.</summary>
    public bool MaxReceiveMessageSizeSpecified { get; set; }

    /// <summary>Whether a caller sees the message of an exception that a handler threw. For development.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>The encoding responses are compressed with when the caller accepts it.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>The encodings known; gzip and deflate by default.</summary>
    public IList<ICompressionProvider> CompressionProviders { get; set; } = [];

    /// <summary>True leaves unknown services and methods to the rest of the pipeline, which answers 404.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>Outermost first; those of a service run inside the general ones.</summary>
    public InterceptorCollection Interceptors { get; } = [];

    /// <summary>True invokes methods without an instance of the service, for interceptors that answer themselves.</summary>
    public bool SuppressCreatingService { get; set; }
}

/// <summary>Options of one service.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions where TService : class;

/// <summary>An interceptor to make for each call, with constructor arguments that the container does not know.</summary>
public class InterceptorRegistration
{
    internal InterceptorRegistration(Type type, object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(arguments);
        if (!typeof(Interceptor).IsAssignableFrom(type))
            throw new ArgumentException($"Type must inherit from {typeof(Interceptor).FullName}.", nameof(type));
        Type = type;
        Arguments = arguments;
    }

    public Type Type { get; }
    public IReadOnlyList<object> Arguments { get; }
}

public class InterceptorCollection : Collection<InterceptorRegistration>
{
    public void Add<TInterceptor>(params object[] args) where TInterceptor : Interceptor => Add(typeof(TInterceptor), args);

    public void Add(Type interceptorType, params object[] args) => Add(new InterceptorRegistration(interceptorType, args));
}

// The options of one service after merging: what a call looks at.
internal sealed class ServiceSettings
{
    public ServiceSettings(GrpcServiceOptions general, GrpcServiceOptions service)
    {
        MaxSendSize = service.MaxSendMessageSizeSpecified ? service.MaxSendMessageSize : general.MaxSendMessageSize;
        MaxReceiveSize = service.MaxReceiveMessageSizeSpecified ? service.MaxReceiveMessageSize
            : general.MaxReceiveMessageSizeSpecified ? general.MaxReceiveMessageSize
            : MessageFrame.DefaultMaxReceiveSize;
        DetailedErrors = service.EnableDetailedErrors ?? general.EnableDetailedErrors ?? false;
        ResponseEncoding = service.ResponseCompressionAlgorithm ?? general.ResponseCompressionAlgorithm;
        ResponseLevel = service.ResponseCompressionLevel ?? general.ResponseCompressionLevel;
        IgnoreUnknown = service.IgnoreUnknownServices ?? general.IgnoreUnknownServices ?? false;
        SuppressCreatingService = service.SuppressCreatingService;
        Interceptors = [.. general.Interceptors, .. service.Interceptors];
        ICompressionProvider[] added = [.. service.CompressionProviders, .. general.CompressionProviders];
        Encodings = new Encodings(added.Length > 0 ? added : null);
        if (ResponseEncoding is not null and not Encodings.Identity && Encodings.Find(ResponseEncoding) is null)
            throw new InvalidOperationException($"The configured response compression algorithm '{ResponseEncoding}' does not have a matching compression provider.");
    }

    public int? MaxSendSize { get; }
    public int? MaxReceiveSize { get; }
    public bool DetailedErrors { get; }
    public string? ResponseEncoding { get; }
    public CompressionLevel? ResponseLevel { get; }
    public bool IgnoreUnknown { get; }
    public bool SuppressCreatingService { get; }
    public InterceptorRegistration[] Interceptors { get; }
    public Encodings Encodings { get; }
}
