using Google.Protobuf;
using Grpc.Core;
using Shouldly;

namespace Inkoop.Tests.Interop;

/// <summary>The interoperability cases with our client. Some peers cannot tell whether a message came compressed: for them only the content counts.</summary>
internal sealed class InteropCases(CallInvoker invoker, bool peerSeesCompression)
{
    private const string InitialKey = "x-grpc-test-echo-initial";
    private const string TrailingKey = "x-grpc-test-echo-trailing-bin";
    private const string Special = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";

    private static readonly int[] RequestSizes = [27182, 8, 1828, 45904];
    private static readonly int[] ResponseSizes = [31415, 9, 2653, 58979];
    private static readonly Metadata Gzip = new() { { "grpc-internal-encoding-request", "gzip" } };

    private TestService.TestServiceClient Client => new(invoker);

    public static IEnumerable<string> Names => new InteropCases(null!, false).All.Keys;

    public IReadOnlyDictionary<string, Func<Task>> All => new Dictionary<string, Func<Task>>
    {
        ["empty_unary"] = EmptyUnary,
        ["large_unary"] = LargeUnary,
        ["client_compressed_unary"] = ClientCompressedUnary,
        ["server_compressed_unary"] = ServerCompressedUnary,
        ["client_streaming"] = ClientStreaming,
        ["client_compressed_streaming"] = ClientCompressedStreaming,
        ["server_streaming"] = ServerStreaming,
        ["server_compressed_streaming"] = ServerCompressedStreaming,
        ["ping_pong"] = PingPong,
        ["empty_stream"] = EmptyStream,
        ["custom_metadata"] = CustomMetadata,
        ["status_code_and_message"] = StatusCodeAndMessage,
        ["special_status_message"] = SpecialStatusMessage,
        ["unimplemented_method"] = UnimplementedMethod,
        ["unimplemented_service"] = UnimplementedService,
        ["cancel_after_begin"] = CancelAfterBegin,
        ["cancel_after_first_response"] = CancelAfterFirstResponse,
        ["timeout_on_sleeping_server"] = TimeoutOnSleepingServer,
    };

    private async Task EmptyUnary() => (await Client.EmptyCallAsync(new Empty())).ShouldBe(new Empty());

    private async Task LargeUnary() => (await Client.UnaryCallAsync(Large())).Payload.Body.Length.ShouldBe(314159);

    private async Task ClientCompressedUnary()
    {
        if (peerSeesCompression)
            (await FailureAsync(() => Client.UnaryCallAsync(Large(expectCompressed: true)).ResponseAsync)).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        (await Client.UnaryCallAsync(Large(expectCompressed: true), Gzip)).Payload.Body.Length.ShouldBe(314159);
        (await Client.UnaryCallAsync(Large(expectCompressed: false))).Payload.Body.Length.ShouldBe(314159);
    }

    private async Task ServerCompressedUnary()
    {
        foreach (var compressed in new[] { true, false })
        {
            var request = Large();
            request.ResponseCompressed = new BoolValue { Value = compressed };
            (await Client.UnaryCallAsync(request)).Payload.Body.ShouldBe(ByteString.CopyFrom(new byte[314159]));
        }
    }

    private async Task ClientStreaming()
    {
        using var call = Client.StreamingInputCall();
        foreach (var size in RequestSizes)
            await call.RequestStream.WriteAsync(new StreamingInputCallRequest { Payload = Zeros(size) });
        await call.RequestStream.CompleteAsync();
        (await call).AggregatedPayloadSize.ShouldBe(74922);
    }

    private async Task ClientCompressedStreaming()
    {
        if (peerSeesCompression)
        {
            using var probe = Client.StreamingInputCall();
            await probe.RequestStream.WriteAsync(new StreamingInputCallRequest { Payload = Zeros(27182), ExpectCompressed = new BoolValue { Value = true } });
            (await FailureAsync(() => probe.ResponseAsync)).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        }

        using var call = Client.StreamingInputCall(Gzip);
        await call.RequestStream.WriteAsync(new StreamingInputCallRequest { Payload = Zeros(27182), ExpectCompressed = new BoolValue { Value = true } });
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        await call.RequestStream.WriteAsync(new StreamingInputCallRequest { Payload = Zeros(45904), ExpectCompressed = new BoolValue { Value = false } });
        await call.RequestStream.CompleteAsync();
        (await call).AggregatedPayloadSize.ShouldBe(73086);
    }

    private async Task ServerStreaming() => (await ProduceAsync([.. ResponseSizes.Select(size => new ResponseParameters { Size = size })])).ShouldBe(ResponseSizes);

    private async Task ServerCompressedStreaming() => (await ProduceAsync(
        new ResponseParameters { Size = 31415, Compressed = new BoolValue { Value = true } },
        new ResponseParameters { Size = 92653, Compressed = new BoolValue { Value = false } })).ShouldBe([31415, 92653]);

    private async Task PingPong()
    {
        using var call = Client.FullDuplexCall();
        for (var i = 0; i < RequestSizes.Length; i++)
        {
            await call.RequestStream.WriteAsync(Ask(RequestSizes[i], ResponseSizes[i]));
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();
            call.ResponseStream.Current.Payload.Body.Length.ShouldBe(ResponseSizes[i]);
        }

        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    private async Task EmptyStream()
    {
        using var call = Client.FullDuplexCall();
        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    private async Task CustomMetadata()
    {
        var metadata = new Metadata { { InitialKey, "test_initial_metadata_value" }, { TrailingKey, new byte[] { 0xab, 0xab, 0xab } } };
        using var unary = Client.UnaryCallAsync(Large(), metadata);
        (await unary).Payload.Body.Length.ShouldBe(314159);
        Check(await unary.ResponseHeadersAsync, unary.GetTrailers());

        using var duplex = Client.FullDuplexCall(metadata);
        await duplex.RequestStream.WriteAsync(Ask(271828, 314159));
        await duplex.RequestStream.CompleteAsync();
        while (await duplex.ResponseStream.MoveNext())
        {
        }

        Check(await duplex.ResponseHeadersAsync, duplex.GetTrailers());

        static void Check(Metadata headers, Metadata trailers)
        {
            headers.GetValue(InitialKey).ShouldBe("test_initial_metadata_value");
            trailers.GetValueBytes(TrailingKey).ShouldBe([0xab, 0xab, 0xab]);
        }
    }

    private async Task StatusCodeAndMessage()
    {
        var status = new EchoStatus { Code = 2, Message = "test status message" };
        (await FailureAsync(() => Client.UnaryCallAsync(new SimpleRequest { ResponseStatus = status }).ResponseAsync)).Status.Detail.ShouldBe("test status message");
        using var duplex = Client.FullDuplexCall();
        await duplex.RequestStream.WriteAsync(new StreamingOutputCallRequest { ResponseStatus = status });
        await duplex.RequestStream.CompleteAsync();
        var failure = await FailureAsync(() => duplex.ResponseStream.MoveNext());
        (failure.StatusCode, failure.Status.Detail).ShouldBe((StatusCode.Unknown, "test status message"));
    }

    private async Task SpecialStatusMessage()
    {
        var failure = await FailureAsync(() => Client.UnaryCallAsync(new SimpleRequest { ResponseStatus = new EchoStatus { Code = 2, Message = Special } }).ResponseAsync);
        (failure.StatusCode, failure.Status.Detail).ShouldBe((StatusCode.Unknown, Special));
    }

    private async Task UnimplementedMethod() =>
        (await FailureAsync(() => Client.UnimplementedCallAsync(new Empty()).ResponseAsync)).StatusCode.ShouldBe(StatusCode.Unimplemented);

    private async Task UnimplementedService() =>
        (await FailureAsync(() => new UnimplementedService.UnimplementedServiceClient(invoker).UnimplementedCallAsync(new Empty()).ResponseAsync)).StatusCode.ShouldBe(StatusCode.Unimplemented);

    private async Task CancelAfterBegin()
    {
        using var stop = new CancellationTokenSource();
        using var call = Client.StreamingInputCall(cancellationToken: stop.Token);
        await stop.CancelAsync();
        (await FailureAsync(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    private async Task CancelAfterFirstResponse()
    {
        using var stop = new CancellationTokenSource();
        using var call = Client.FullDuplexCall(cancellationToken: stop.Token);
        await call.RequestStream.WriteAsync(Ask(27182, 31415));
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        await stop.CancelAsync();
        (await FailureAsync(() => call.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    private async Task TimeoutOnSleepingServer()
    {
        using var call = Client.FullDuplexCall(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(1));
        var failure = await FailureAsync(async () =>
        {
            var request = Ask(27182, 31415);
            request.ResponseParameters[0].IntervalUs = 2_000_000;
            try
            {
                await call.RequestStream.WriteAsync(request);
            }
            catch (RpcException)
            {
                // The deadline may come before the write: the reader says so too.
            }

            await call.ResponseStream.MoveNext();
        });
        failure.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    private async Task<int[]> ProduceAsync(params ResponseParameters[] parameters)
    {
        using var call = Client.StreamingOutputCall(new StreamingOutputCallRequest { ResponseParameters = { parameters } });
        var sizes = new List<int>();
        await foreach (var message in call.ResponseStream.ReadAllAsync())
            sizes.Add(message.Payload.Body.Length);
        return [.. sizes];
    }

    private static Task<RpcException> FailureAsync(Func<Task> call) => Should.ThrowAsync<RpcException>(call);

    private static StreamingOutputCallRequest Ask(int size, int wanted) =>
        new() { Payload = Zeros(size), ResponseParameters = { new ResponseParameters { Size = wanted } } };

    private static SimpleRequest Large(bool? expectCompressed = null) => new()
    {
        ResponseSize = 314159,
        Payload = Zeros(271828),
        ExpectCompressed = expectCompressed is { } value ? new BoolValue { Value = value } : null,
    };

    private static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };
}
