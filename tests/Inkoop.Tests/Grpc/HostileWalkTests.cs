using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Dispositions;
using Inkoop.Tests.Shapes;
using Inkoop.Tests.Sql;
using Inkoop.Tests.Support;
using Inkoop.Wire;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcCalls;

/// <summary>Every RPC with hostile values of its own message type: whatever it refuses it refuses by name, in headers that every client takes.</summary>
public sealed class HostileWalkTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    private const int Seed = 20_261_128;
    private const int RequestsPerRpc = 40;
    private const int MostTrailerBytes = 8 * 1024;

    private static readonly Marshaller<byte[]> bytes = Marshallers.Create<byte[]>(value => value, value => value);

    [Fact]
    public async Task no_rpc_answers_internal_or_unknown_whatever_it_is_asked()
    {
        var buying = await new Buying(app, "11111401").SignAsync();
        var allocation = await buying.AllocateAsync("FUZZ-1");
        var real = new Dictionary<string, string>
        {
            ["contract_id"] = buying.Contract.ContractId,
            ["provider_id"] = buying.ProviderId,
            ["lot_id"] = buying.Contract.Lots[0].LotId,
            ["number"] = buying.Contract.Number,
            ["contract_number"] = buying.Contract.Number,
            ["disposition_id"] = allocation.DispositionId,
            ["allocation_id"] = allocation.AllocationId,
            ["agb_code"] = "11111401",
            ["service"] = "contracts",
            ["purpose"] = "toets",
        };
        var faults = new ConcurrentBag<string>();
        var methods = ProtoTests.Services.SelectMany(service => service.Methods).Where(method => method.Name is not "ReplayProjection").ToList();
        await Parallel.ForEachAsync(methods.Select((method, i) => (method, i)), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, _) =>
        {
            var requests = new HostileRequests(Seed + one.i, real);
            var roles = Roles(one.method);
            for (var i = 0; i < RequestsPerRpc; i++)
            {
                var request = requests.Next(one.method.InputType);
                if (await CallAsync(one.method, roles[i % roles.Count], request) is { } fault)
                    faults.Add($"{one.method.Name}: {fault} on {Clip(request)}");
            }
        });

        faults.Order(StringComparer.Ordinal).ShouldBeEmpty();
    }

    private static List<string> Roles(MethodDescriptor method) =>
        [.. Rpcs.RolesOf(method).Except([Role.Service]).DefaultIfEmpty(Role.Operator).Take(2)];

    private async Task<string?> CallAsync(MethodDescriptor method, string role, IMessage request)
    {
        var invoker = app.Invoker("any", role, role == Role.Provider ? "11111401" : "", role == Role.CouncilReader ? "0957" : "");
        var type = method.IsClientStreaming ? MethodType.ClientStreaming : method.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary;
        var called = new Method<byte[], byte[]>(type, method.Service.FullName, method.Name, bytes, bytes);
        var options = new CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30));
        try
        {
            await SendAsync(invoker, called, options, request.ToByteArray());
            return null;
        }
        catch (RpcException refused)
        {
            var size = refused.Trailers.Sum(entry => entry.Key.Length + (entry.IsBinary ? entry.ValueBytes.Length * 4 / 3 : entry.Value.Length)) + Uri.EscapeDataString(refused.Status.Detail).Length;
            return refused.StatusCode is StatusCode.Internal or StatusCode.Unknown or StatusCode.DeadlineExceeded ? $"{refused.StatusCode} {refused.Status.Detail}"
                : size > MostTrailerBytes ? $"{size} bytes of headers" : null;
        }
    }

    private static async Task SendAsync(CallInvoker invoker, Method<byte[], byte[]> method, CallOptions options, byte[] request)
    {
        if (method.Type == MethodType.Unary)
        {
            await invoker.AsyncUnaryCall(method, null, options, request);
        }
        else if (method.Type == MethodType.ServerStreaming)
        {
            using var call = invoker.AsyncServerStreamingCall(method, null, options, request);
            while (await call.ResponseStream.MoveNext(default))
            {
                // drained: the status is what counts
            }
        }
        else
        {
            using var call = invoker.AsyncClientStreamingCall(method, null, options);
            await call.RequestStream.WriteAsync(request);
            await call.RequestStream.CompleteAsync();
            await call;
        }
    }

    private static string Clip(IMessage request) => request.ToString() is { Length: > 400 } text ? text[..400] : request.ToString()!;
}
