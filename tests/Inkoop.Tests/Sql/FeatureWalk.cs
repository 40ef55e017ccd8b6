using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Log;
using Inkoop.Tests.Shapes;
using Inkoop.Tests.Support;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Microsoft.Extensions.DependencyInjection;
using Data = Inkoop.Wire.Platform.V1.Policy.Types.Data;

namespace Inkoop.Tests.Sql;

/// <summary>
/// Goes past every RPC with every filter that it has, alone, together and with one left out, as a role of each sort: what a service puts
/// together while it runs is put together here. What happens to rows is the demo region's load; the answers do not matter.
/// </summary>
internal sealed class FeatureWalk(InkoopApp app)
{
    private static readonly Marshaller<byte[]> bytes = Marshallers.Create<byte[]>(value => value, value => value);
    private string contractId = "";
    private string providerId = "";
    private string runId = "";
    private int calls;

    public async Task RunAsync()
    {
        var contracts = await app.Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer).ListContractsAsync(new ListContractsRequest { PageSize = 1 });
        (contractId, providerId) = (contracts.Contracts[0].ContractId, contracts.Contracts[0].ProviderId);
        var run = await app.Client<PaymentService.PaymentServiceClient>(Role.Finance).ProposePaymentRunAsync(new ProposePaymentRunRequest { RequestId = "walk", Year = 2025, Until = "2025-03-31" });
        runId = run.Run.RunId;
        await Parallel.ForEachAsync(ProtoTests.Services.SelectMany(service => service.Methods).Where(method => !method.IsClientStreaming), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (method, _) =>
        {
            foreach (var role in Roles(method))
                foreach (var request in Requests(method.InputType))
                    await CallAsync(method, role, request);
        });
        foreach (var projection in app.Services.GetServices<Projection>())
            await app.Services.GetRequiredService<Rebuilds>().ReplayAsync(projection, "test", default);
    }

    /// <summary>One who sees everything, one who sees its own, one who sees one municipality and one who sees sums, where the policy lets them.</summary>
    private static IEnumerable<string> Roles(MethodDescriptor method)
    {
        var permitted = Rpcs.RolesOf(method);
        return [.. permitted.Except([Role.Provider, Role.CouncilReader, Role.Service]).Take(1), .. permitted.Intersect([Role.Provider, Role.CouncilReader, .. Rpcs.DataOf(method) == Data.ClientRowsOrSums ? new[] { Role.ContractManager } : []])];
    }

    private IEnumerable<IMessage> Requests(MessageDescriptor type)
    {
        var fields = type.Fields.InDeclarationOrder().Where(field => field is { IsRepeated: false, FieldType: not FieldType.Message }).ToList();
        yield return Request(type, []);
        yield return Request(type, fields);
        foreach (var field in fields.Where(field => field.Name != "request_id"))
        {
            yield return Request(type, [field]);
            yield return Request(type, fields.Where(other => other != field));
        }
    }

    private IMessage Request(MessageDescriptor type, IEnumerable<FieldDescriptor> fields)
    {
        var request = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in fields)
            field.Accessor.SetValue(request, Value(field));
        return request;
    }

    private object Value(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => Text(field.Name),
        FieldType.Bool => true,
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, field.EnumType.Values[^1].Number),
        FieldType.Int32 => field.Name.Contains("year", StringComparison.Ordinal) ? 2025 : field.Name.Contains("page_size", StringComparison.Ordinal) ? 2 : 1,
        FieldType.Int64 => 1L,
        FieldType.UInt32 => 1u,
        FieldType.UInt64 => 1ul,
        FieldType.Double => 1d,
        FieldType.Bytes => ByteString.Empty,
        _ => throw new InvalidOperationException($"{field.FullName} is a {field.FieldType}: what would one ask?"),
    };

    private string Text(string field) => field switch
    {
        "page_token" => "",
        "contract_id" => contractId,
        "provider_id" => providerId,
        "run_id" => runId,
        "service" => "contracts",
        "bsn" => TestBsn.All().First(),
        "agb_code" => "30990001",
        "purpose" or "search" or "reason" or "remark" or "note" => "jeugdigen",
        _ when field.EndsWith("request_id", StringComparison.Ordinal) => string.Create(CultureInfo.InvariantCulture, $"walk-{Interlocked.Increment(ref calls)}"),
        _ when field.EndsWith("_id", StringComparison.Ordinal) => Guid.CreateVersion7().ToString(),
        _ when field.Contains("municipality", StringComparison.Ordinal) => "0957",
        _ when field.Contains("quarter", StringComparison.Ordinal) => "2025-Q1",
        _ when field.Contains("month", StringComparison.Ordinal) => "2025-01",
        _ when field.Contains("until", StringComparison.Ordinal) || field.EndsWith("ends_on", StringComparison.Ordinal) => "2025-03-31",
        _ when field.Contains("from", StringComparison.Ordinal) || field.EndsWith("_on", StringComparison.Ordinal) || field is "on" or "date" or "as_of" => "2025-01-01",
        _ => "x",
    };

    private async Task CallAsync(MethodDescriptor method, string role, IMessage request)
    {
        var invoker = app.Invoker("any", role, role == Role.Provider ? providerId : "", role == Role.CouncilReader ? "0957" : "");
        var called = new Method<byte[], byte[]>(method.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary, method.Service.FullName, method.Name, bytes, bytes);
        var options = new CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30));
        try
        {
            if (!method.IsServerStreaming)
            {
                await invoker.AsyncUnaryCall(called, null, options, request.ToByteArray());
                return;
            }

            using var call = invoker.AsyncServerStreamingCall(called, null, options, request.ToByteArray());
            while (await call.ResponseStream.MoveNext(default))
            {
                // drained: what it asked is what counts
            }
        }
        catch (RpcException)
        {
            // A refusal asked what it had to ask.
        }
    }
}
