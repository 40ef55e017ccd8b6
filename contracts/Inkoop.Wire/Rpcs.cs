using Google.Protobuf.Reflection;
using Inkoop.Wire.Platform.V1;

namespace Inkoop.Wire;

/// <summary>Every RPC of Inkoop with its policy, as the protos declare it: whoever refuses, shows a button or tests reads it here.</summary>
public static class Rpcs
{
    /// <summary>All of them, so that a new proto file cannot be forgotten.</summary>
    public static IReadOnlyList<FileDescriptor> Files { get; } =
    [
        .. typeof(OptionsReflection).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<FileDescriptor>()
            .Where(file => file.Package.StartsWith("inkoop.", StringComparison.Ordinal))
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    /// <summary>By the name on the wire: package.Service/Method.</summary>
    public static IReadOnlyDictionary<string, MethodDescriptor> ByName { get; } =
        Files.SelectMany(file => file.Services).SelectMany(service => service.Methods).ToDictionary(NameOf, StringComparer.Ordinal);

    public static string NameOf(MethodDescriptor method) => $"{method.Service.FullName}/{method.Name}";

    /// <summary>The roles that may call it, as a token names them.</summary>
    public static IReadOnlyList<string> RolesOf(MethodDescriptor method) => [.. PolicyOf(method).Roles.Select(RoleName)];

    /// <summary>The roles that may call the method of this name of a service.</summary>
    public static IReadOnlyList<string> RolesOf(ServiceDescriptor service, string method) => RolesOf(
        service.FindMethodByName(method) ?? throw new ArgumentException($"{service.FullName} has no {method}.", nameof(method)));

    public static Policy.Types.Data DataOf(MethodDescriptor method) => PolicyOf(method).Data;

    /// <summary>Takes seconds of processor or much memory.</summary>
    public static bool IsHeavy(MethodDescriptor method) => PolicyOf(method).Heavy;

    private static Policy PolicyOf(MethodDescriptor method) =>
        policies.TryGetValue(method, out var policy) ? policy : throw new InvalidOperationException($"{method.FullName} names no policy.");

    // Read once: a descriptor gives a copy of its options every time that it is asked.
    private static readonly Dictionary<MethodDescriptor, Policy> policies = ByName.Values
        .Select(method => (Method: method, Policy: method.GetOptions()?.GetExtension(OptionsExtensions.Policy)))
        .Where(one => one.Policy is not null).ToDictionary(one => one.Method, one => one.Policy!);

    private static string RoleName(Policy.Types.Role role) => roleNames[role];

    private static readonly Dictionary<Policy.Types.Role, string> roleNames =
        Policy.Descriptor.EnumTypes.Single(type => type.Name == "Role").Values.ToDictionary(value => (Policy.Types.Role)value.Number, value => value.Name.ToLowerInvariant());
}
