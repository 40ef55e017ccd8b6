using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Inkoop.Tests.Support;
using Inkoop.Wire.Platform.V1;

namespace Inkoop.Tests.Upgrade;

/// <summary>What the earlier release was asked and what it answered; messages as protobuf writes them in JSON.</summary>
/// <param name="Question">Method and subject, for people.</param>
/// <param name="Method">gRPC service and method, such as SettlementService/GetSettlement.</param>
public sealed record Answer(string Question, string Method, string Role, JsonObject Request, JsonObject Reply);

/// <summary>Asks the running product what the earlier release was asked.</summary>
public static class Answers
{
    /// <summary>The service that answers for settlements, facts and payments.</summary>
    private const string Money = "money";

    private static readonly Dictionary<string, ServiceDescriptor> services = typeof(ListEventsRequest).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<FileDescriptor>()
        .SelectMany(file => file.Services).ToDictionary(service => service.Name);

    public static IReadOnlyList<Answer> Read(string path) =>
    [
        .. JsonNode.Parse(File.ReadAllText(path))!.AsArray().Select(one => new Answer(
            (string)one!["question"]!, (string)one["method"]!, (string)one["role"]!, one["request"]!.AsObject(), one["reply"]!.AsObject())),
    ];

    public static async Task<JsonObject> AskAsync(InkoopSystem system, Answer answer)
    {
        var (name, method) = (answer.Method.Split('/')[0], answer.Method.Split('/')[1]);
        var service = services[name];
        var descriptor = service.FindMethodByName(method);
        var (input, output) = (Marshaller(descriptor.InputType), Marshaller(descriptor.OutputType));
        var call = new Method<IMessage, IMessage>(MethodType.Unary, service.FullName, method, input, output);
        var request = descriptor.InputType.Parser.ParseJson(answer.Request.ToJsonString());
        var reply = await system.Invoker(HostOf(service), answer.Role).AsyncUnaryCall(call, null, new CallOptions(), request);
        return JsonNode.Parse(JsonFormatter.Default.Format(reply))!.AsObject();
    }

    private static string HostOf(ServiceDescriptor service) =>
        service.Name is "SettlementService" or "FactService" or "PaymentService" ? Money : service.File.Package.Split('.')[1];

    private static Marshaller<IMessage> Marshaller(MessageDescriptor type) =>
        Marshallers.Create(message => message.ToByteArray(), bytes => type.Parser.ParseFrom(bytes));
}
