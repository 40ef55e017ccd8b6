using System.Collections.Concurrent;
using Grpc.Core;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

/// <summary>Runs by itself: it watches for exceptions that nobody saw, and those of other tests would count.</summary>
[CollectionDefinition(nameof(CancelledCallsTests), DisableParallelization = true)]
public class CancelledCallsCollection;

[Collection(nameof(CancelledCallsTests))]
public class CancelledCallsTests
{
    [Fact]
    public async Task Calls_cancelled_in_any_state_end_with_a_status_and_leave_nothing_behind()
    {
        await using var server = await ProbeServer.StartAsync();
        var handlers = 0;
        server.Script.Chat = async (requests, responses, context) =>
        {
            Interlocked.Increment(ref handlers);
            try
            {
                await foreach (var note in requests.ReadAllAsync(context.CancellationToken))
                    await responses.WriteAsync(note);
            }
            finally
            {
                Interlocked.Decrement(ref handlers);
            }
        };
        var random = new Random(7);
        var waits = Enumerable.Range(0, 300).Select(_ => random.Next(12)).ToArray();
        var unobserved = new ConcurrentQueue<string>();
        void Saw(object? sender, UnobservedTaskExceptionEventArgs args) => unobserved.Enqueue(args.Exception.ToString());
        Collect();
        TaskScheduler.UnobservedTaskException += Saw;
        try
        {
            var codes = await Task.WhenAll(waits.Select(async wait =>
            {
                using var stop = new CancellationTokenSource();
                using var call = server.Client.Chat(cancellationToken: stop.Token);
                _ = call.ResponseHeadersAsync;
                var stopping = Task.Run(async () =>
                {
                    for (var i = 0; i < wait * 20; i++)
                        await Task.Yield();
                    await stop.CancelAsync();
                });
                try
                {
                    while (true)
                    {
                        await call.RequestStream.WriteAsync(new Note { Number = wait });
                        if (!await call.ResponseStream.MoveNext())
                            return StatusCode.OK;
                    }
                }
                catch (RpcException ex)
                {
                    return ex.StatusCode;
                }
                finally
                {
                    await stopping;
                }
            }));
            codes.Distinct().ShouldBe([StatusCode.Cancelled]);
            // Calls that nobody looks at again.
            for (var i = 0; i < 50; i++)
                _ = server.Client.OneAsync(new Note(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(-1));
            await Eventually.SeesAsync(() => Volatile.Read(ref handlers), count => count == 0);
            Collect();
            unobserved.ShouldBeEmpty();
            server.Log.Loud.ShouldBeEmpty();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Saw;
        }
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
