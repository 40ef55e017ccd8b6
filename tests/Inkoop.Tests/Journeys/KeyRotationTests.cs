using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Privacy;
using Inkoop.Tests.Dispositions;
using Inkoop.Tests.Support;
using Inkoop.Wire.Dispositions.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Journeys;

public sealed class KeyRotationTests(OneProcess process) : IClassFixture<OneProcess>
{
    [Fact]
    public async Task a_key_that_is_replaced_under_writes_with_kills_loses_nobody()
    {
        var buying = await new Buying(process, "11111501").SignAsync();
        var issued = new List<(Disposition Disposition, string Name)>();
        for (var round = 0; round < 3; round++)
        {
            using var stop = new CancellationTokenSource();
            var writing = WriteAsync(buying, round, issued, stop.Token);
            await Eventually.GetsAsync(() => Task.FromResult(issued.Count(one => one.Name.StartsWith($"R{"abc"[round]}", StringComparison.Ordinal))), count => count >= 3);
            KeyFolder.Rotate(Path.Combine(process.Folder, "keys"));
            process.Kill();
            await stop.CancelAsync();
            await writing;
            await process.StartAsync();
        }

        issued.Count.ShouldBeGreaterThanOrEqualTo(9);
        foreach (var (disposition, name) in issued)
        {
            var read = await buying.Officer.GetDispositionAsync(new GetDispositionRequest { DispositionId = disposition.DispositionId, Purpose = "toets" });
            read.Disposition.Client.LastName.ShouldBe(name);
        }

        KeyFolder.Read(Path.Combine(process.Folder, "keys")).Count.ShouldBe(4);
    }

    // What was acknowledged counts; a call that the kill cut off is not.
    private static async Task WriteAsync(Buying buying, int round, List<(Disposition, string)> issued, CancellationToken stop)
    {
        var bsns = TestBsn.All().Skip(2_000 + (round * 200)).Take(200).ToList();
        for (var i = 0; i < bsns.Count && !stop.IsCancellationRequested; i++)
        {
            var name = $"R{"abc"[round]}{(char)('a' + (i % 26))}";
            try
            {
                var reply = await buying.Officer.IssueDispositionAsync(buying.Issue($"ROT-{round}-{i}", Buying.Child(bsns[i], name)), cancellationToken: stop);
                issued.Add((reply.Disposition, name));
            }
            catch (RpcException)
            {
                return;
            }
        }
    }
}
