namespace Inkoop.Platform.Data;

/// <summary>A database that the program cannot or must not work on. The message is one Dutch sentence that says what to do.</summary>
public sealed class DatabaseUnusable : Exception
{
    public DatabaseUnusable(string sentence, Exception? reason = null) : base(sentence, reason)
    {
    }
}
