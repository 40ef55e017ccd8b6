using Grpc.Core;
using Inkoop.Platform.Rpc;
using Inkoop.Tests.Support;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcCalls;

/// <summary>Whatever way a stream breaks, a caller that left is cancelled and never an error of ours; what else fails is.</summary>
public sealed class CallerLeftTests
{
    private readonly LoggedLines logged = new();
    private readonly FaultInterceptor interceptor;

    public CallerLeftTests()
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(logged));
        interceptor = new FaultInterceptor(loggers.CreateLogger<FaultInterceptor>());
    }

    [Theory]
    [InlineData(false)] // the reading breaks before the call knows that it was left
    [InlineData(true)]
    public async Task a_stream_that_breaks_while_it_is_read_is_cancelled_without_an_error(bool known)
    {
        var refused = await CallAsync(known, async (rows, _) => await rows.MoveNext(CancellationToken.None));

        refused.StatusCode.ShouldBe(StatusCode.Cancelled);
        logged.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task work_given_up_with_its_caller_is_cancelled_without_an_error()
    {
        var refused = await CallAsync(known: true, (_, cancel) => Task.FromCanceled<bool>(cancel));

        refused.StatusCode.ShouldBe(StatusCode.Cancelled);
        logged.Lines.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))] // a time limit of our own
    public async Task what_breaks_while_the_caller_waits_is_an_error(Type kind)
    {
        var refused = await CallAsync(known: false, (_, _) => throw (Exception)Activator.CreateInstance(kind)!);

        refused.StatusCode.ShouldBe(StatusCode.Internal);
        logged.Lines.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Error);
    }

    private async Task<RpcException> CallAsync(bool known, Func<IAsyncStreamReader<string>, CancellationToken, Task<bool>> read) =>
        await Should.ThrowAsync<RpcException>(() => interceptor.ClientStreamingServerHandler(
            new Broken(), new Call(new CancellationToken(known)), async (rows, context) => (await read(rows, context.CancellationToken)).ToString()));

    private sealed class Broken : IAsyncStreamReader<string>
    {
        public string Current => "";

        public Task<bool> MoveNext(CancellationToken cancellationToken) => throw new IOException("The client reset the request stream.");
    }

    private sealed class Call(CancellationToken cancelled) : ServerCallContext
    {
        protected override string MethodCore => "/inkoop.test/Read";
        protected override string HostCore => "localhost";
        protected override string PeerCore => "test";
        protected override DateTime DeadlineCore => DateTime.MaxValue;
        protected override Metadata RequestHeadersCore { get; } = [];
        protected override CancellationToken CancellationTokenCore => cancelled;
        protected override Metadata ResponseTrailersCore { get; } = [];
        protected override Status StatusCore { get; set; }
        protected override WriteOptions? WriteOptionsCore { get; set; }
        protected override AuthContext AuthContextCore => new(null, []);
        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();
        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }
}
