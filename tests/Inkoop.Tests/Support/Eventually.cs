using System.Diagnostics;

namespace Inkoop.Tests.Support;

/// <summary>Waits for what other parts do in their own time: a probe with a deadline that says what it last saw.</summary>
public static class Eventually
{
    /// <summary>The same for what is looked at in this process.</summary>
    public static Task<T> SeesAsync<T>(Func<T> look, Func<T, bool> isRight, int seconds = 30) => GetsAsync(() => Task.FromResult(look()), isRight, TimeSpan.FromSeconds(seconds));

    public static async Task<T> GetsAsync<T>(Func<Task<T>> probe, Func<T, bool> isRight, TimeSpan? within = null)
    {
        var patience = within ?? TimeSpan.FromSeconds(60);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var last = await probe();
            if (isRight(last))
                return last;
            if (watch.Elapsed > patience)
                throw new TimeoutException($"Not within {patience.TotalSeconds:0} s; last seen: {last}");
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
            await pause.WaitForNextTickAsync();
        }
    }
}
