namespace Inkoop.Admin.Texts;

public static partial class Words
{
    /// <summary>What happened, in words: an auditor reads the log, not a programmer. An event without words here keeps its own name.</summary>
    public static class Event
    {
        public static string Of(string type) => Named("Event.Of", type);
    }
}
