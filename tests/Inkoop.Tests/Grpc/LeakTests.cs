using Grpc.Core;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

public class LeakTests
{
    [Fact]
    public async Task A_channel_forgets_its_calls_however_they_end()
    {
        await using var server = await ProbeServer.StartAsync();
        var client = server.Client;
        await client.OneAsync(new Note());
        server.Script.One = (_, _) => throw new RpcException(new Status(StatusCode.Aborted, ""));
        await Should.ThrowAsync<RpcException>(async () => await client.OneAsync(new Note()));
        await Should.ThrowAsync<RpcException>(async () => await client.OneAsync(new Note(), deadline: DateTime.MinValue));
        using (var read = client.Produce(new Note { Number = 3 }))
            while (await read.ResponseStream.MoveNext())
            {
            }

        using var stop = new CancellationTokenSource();
        using var cancelled = client.Chat(cancellationToken: stop.Token);
        using var disposed = client.Chat();
        server.Channel.ActiveCalls.ShouldBe(2);
        await stop.CancelAsync();
        disposed.Dispose();
        server.Channel.ActiveCalls.ShouldBe(0);
    }
}
