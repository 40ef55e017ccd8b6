using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Tests.Shapes;
using Inkoop.Tests.Support;
using Inkoop.Wire;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Journeys;

/// <summary>Every RPC with every role, and with no token: the policy decides, and decides the same in the table and on the wire.</summary>
public sealed class PolicyWalk(InkoopApp app) : IClassFixture<InkoopApp>
{
    private static readonly Marshaller<byte[]> bytes = Marshallers.Create<byte[]>(value => value, value => value);

    [Fact]
    public async Task every_rpc_answers_every_role_as_its_policy_says()
    {
        var wrong = new List<string>();
        foreach (var method in ProtoTests.Services.SelectMany(service => service.Methods))
        {
            var name = $"{method.Service.FullName}/{method.Name}";
            var anonymous = await CallAsync(app.AnonymousChannel("any").CreateCallInvoker(), method);
            if (anonymous is not { StatusCode: StatusCode.Unauthenticated } || anonymous.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason != "token_missing")
                wrong.Add($"{name}: answered without a token");
            foreach (var role in Role.All.Except([Role.Service]))
            {
                var outcome = await CallAsync(app.Invoker("any", role, role == Role.Provider ? "00000000-0000-7000-8000-000000000001" : "", role == Role.CouncilReader ? "0957" : ""), method);
                // The policy's own refusal has a reason of its own; a fault of the service another.
                var refused = outcome?.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason == Refusals.RoleNotPermitted;
                if (refused == Rpcs.RolesOf(method).Contains(role))
                    wrong.Add($"{name} as {role}: {(refused ? "refused" : $"reached ({outcome?.Status})")}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static async Task<RpcException?> CallAsync(CallInvoker invoker, Google.Protobuf.Reflection.MethodDescriptor method)
    {
        var options = new CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20));
        var type = method.IsClientStreaming ? MethodType.ClientStreaming : method.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary;
        var called = new Method<byte[], byte[]>(type, method.Service.FullName, method.Name, bytes, bytes);
        try
        {
            switch (type)
            {
                case MethodType.ClientStreaming:
                    using (var call = invoker.AsyncClientStreamingCall(called, null, options))
                    {
                        await call.RequestStream.CompleteAsync();
                        await call;
                    }

                    break;
                case MethodType.ServerStreaming:
                    using (var call = invoker.AsyncServerStreamingCall(called, null, options, []))
                    {
                        while (await call.ResponseStream.MoveNext(default))
                        {
                            // drained: only the status matters
                        }
                    }

                    break;
                default:
                    await invoker.AsyncUnaryCall(called, null, options, []);
                    break;
            }

            return null;
        }
        catch (RpcException exception)
        {
            return exception;
        }
    }
}
