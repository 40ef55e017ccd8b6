namespace Inkoop.Admin;

/// <summary>
/// How far the demonstration region has been loaded. A host that loads one registers a <c>Func&lt;DemoProgress?&gt;</c> in the container;
/// without it, or when it answers null, the start page shows nothing of it.
/// </summary>
/// <param name="Step">What is being loaded, in Dutch.</param>
/// <param name="Done">Items done, of <paramref name="Total"/>.</param>
/// <param name="Finished">True once everything is in and processed.</param>
public sealed record DemoProgress(string Step, long Done, long Total, bool Finished);
