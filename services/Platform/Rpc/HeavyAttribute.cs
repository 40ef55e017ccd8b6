namespace Inkoop.Platform.Rpc;

/// <summary>An RPC that takes seconds of processor or much memory: a few at a time for each caller, and not many in a host.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HeavyAttribute : Attribute;
