// A remote method: its kind, its name and its marshallers.

namespace Grpc.Core;

public enum MethodType
{
    Unary = 0,
    ClientStreaming = 1,
    ServerStreaming = 2,
    DuplexStreaming = 3,
}

public interface IMethod
{
    MethodType Type { get; }

    /// <summary>Package and service: <c>inkoop.contracts.v1.Contracts</c>.</summary>
    string ServiceName { get; }

    string Name { get; }

    /// <summary>The path: <c>/package.Service/Method</c>.</summary>
    string FullName { get; }
}

public class Method<TRequest, TResponse>(
    MethodType type, string serviceName, string name, Marshaller<TRequest> requestMarshaller, Marshaller<TResponse> responseMarshaller) : IMethod
{
    public MethodType Type { get; } = type;
    public string ServiceName { get; } = serviceName ?? throw new ArgumentNullException(nameof(serviceName));
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));
    public Marshaller<TRequest> RequestMarshaller { get; } = requestMarshaller ?? throw new ArgumentNullException(nameof(requestMarshaller));
    public Marshaller<TResponse> ResponseMarshaller { get; } = responseMarshaller ?? throw new ArgumentNullException(nameof(responseMarshaller));
    public string FullName { get; } = $"/{serviceName}/{name}";
}
