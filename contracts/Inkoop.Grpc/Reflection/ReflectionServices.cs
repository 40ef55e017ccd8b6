// The reflection services: version 1 answers, v1alpha is the same on the wire under its older name.

using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Grpc.Reflection;

/// <summary>grpc.reflection.v1.</summary>
public class ReflectionV1ServiceImpl(IEnumerable<string> services, SymbolRegistry symbolRegistry) : ServerReflection.ServerReflectionBase
{
    private readonly List<string> services = [.. services];

    public ReflectionV1ServiceImpl(IEnumerable<ServiceDescriptor> serviceDescriptors)
        : this([.. serviceDescriptors.Select(service => service.FullName)], SymbolRegistry.FromFiles(serviceDescriptors.Select(service => service.File)))
    {
    }

    public ReflectionV1ServiceImpl(params ServiceDescriptor[] serviceDescriptors) : this((IEnumerable<ServiceDescriptor>)serviceDescriptors)
    {
    }

    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream, IServerStreamWriter<ServerReflectionResponse> responseStream, ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(Answer(request));
    }

    internal ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var response = request.MessageRequestCase switch
        {
            ServerReflectionRequest.MessageRequestOneofCase.ListServices => new ServerReflectionResponse { ListServicesResponse = List() },
            ServerReflectionRequest.MessageRequestOneofCase.FileByFilename => File(symbolRegistry.FileByName(request.FileByFilename), request.FileByFilename),
            ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol => File(symbolRegistry.FileContainingSymbol(request.FileContainingSymbol), request.FileContainingSymbol),
            _ => Error(StatusCode.Unimplemented, "Request type not supported by this reflection service."),
        };
        response.ValidHost = request.Host;
        response.OriginalRequest = request;
        return response;
    }

    private ListServiceResponse List()
    {
        var list = new ListServiceResponse();
        list.Service.AddRange(services.Select(name => new ServiceResponse { Name = name }));
        return list;
    }

    private static ServerReflectionResponse File(FileDescriptor? file, string asked)
    {
        if (file is null)
            return Error(StatusCode.NotFound, $"'{asked}' not found.");
        var files = new List<FileDescriptor>();
        void Collect(FileDescriptor found)
        {
            if (files.Contains(found))
                return;
            files.Add(found);
            foreach (var import in found.Dependencies)
                Collect(import);
        }

        Collect(file);
        var response = new FileDescriptorResponse();
        response.FileDescriptorProto.AddRange(files.Select(found => found.SerializedData));
        return new ServerReflectionResponse { FileDescriptorResponse = response };
    }

    private static ServerReflectionResponse Error(StatusCode code, string message) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message } };
}

/// <summary>grpc.reflection.v1alpha, for tools that do not speak version 1 yet.</summary>
public class ReflectionServiceImpl(IEnumerable<string> services, SymbolRegistry symbolRegistry) : V1Alpha.ServerReflection.ServerReflectionBase
{
    private readonly ReflectionV1ServiceImpl v1 = new(services, symbolRegistry);

    public ReflectionServiceImpl(IEnumerable<ServiceDescriptor> serviceDescriptors)
        : this([.. serviceDescriptors.Select(service => service.FullName)], SymbolRegistry.FromFiles(serviceDescriptors.Select(service => service.File)))
    {
    }

    public ReflectionServiceImpl(params ServiceDescriptor[] serviceDescriptors) : this((IEnumerable<ServiceDescriptor>)serviceDescriptors)
    {
    }

    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<V1Alpha.ServerReflectionRequest> requestStream, IServerStreamWriter<V1Alpha.ServerReflectionResponse> responseStream, ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(V1Alpha.ServerReflectionResponse.Parser.ParseFrom(
                v1.Answer(ServerReflectionRequest.Parser.ParseFrom(request.ToByteArray())).ToByteArray()));
    }
}
