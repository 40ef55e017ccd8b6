namespace Inkoop.Demo;

/// <summary>How far the load is: written by the loader, read by the start page and the health check.</summary>
public sealed class LoadProgress
{
    private volatile string phrase = "Voorbereiden";
    private long done;
    private long total = 1;

    /// <summary>What is being loaded, in Dutch.</summary>
    public string Phrase => phrase;

    public long Done => Interlocked.Read(ref done);

    public long Total => Interlocked.Read(ref total);

    /// <summary>0 to 100, and 100 only when everything is in.</summary>
    public int Percent => Finished ? 100 : (int)Math.Min(99, 100 * Done / Total);

    public bool Finished { get; private set; }

    /// <summary>Why it stopped; null while all is well.</summary>
    public string? Failure { get; private set; }

    internal void Begin(long items, long already)
    {
        Interlocked.Exchange(ref total, Math.Max(1, items));
        Interlocked.Exchange(ref done, already);
    }

    /// <summary>Hears every phrase, where nobody comes to read it.</summary>
    internal Action<string>? Told { get; init; }

    internal void Say(string text)
    {
        phrase = text;
        Told?.Invoke($"{Percent,3}% {text}");
    }

    internal void Count() => Interlocked.Increment(ref done);

    internal void Fail(string reason)
    {
        Failure = reason;
        phrase = "Het laden is gestopt: " + reason;
    }

    internal void Finish()
    {
        Interlocked.Exchange(ref done, Total);
        phrase = "De demoregio is geladen";
        Finished = true;
    }
}
