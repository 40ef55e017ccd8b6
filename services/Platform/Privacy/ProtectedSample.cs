namespace Inkoop.Platform.Privacy;

/// <summary>A value that stands encrypted in a database, with the place it was written for.</summary>
public sealed record ProtectedSample(string Context, byte[] Value);
