using Inkoop.Wire;

namespace Inkoop.Admin.Identity;

/// <summary>
/// Who may send the forms of a page: the roles that the RPCs behind it name. Asked at the door, so that nothing is read of a form that will be refused.
/// </summary>
/// <param name="service">The gRPC service, such as <c>PaymentService</c>.</param>
/// <param name="rpcs">The RPCs that a form of the page may call.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PostedByAttribute(Type service, params string[] rpcs) : Attribute
{
    public IReadOnlyList<string> Roles { get; } = [.. rpcs.SelectMany(rpc => Rpcs.RolesOf(Descriptor(service), rpc)).Distinct()];

    private static Google.Protobuf.Reflection.ServiceDescriptor Descriptor(Type service) =>
        (Google.Protobuf.Reflection.ServiceDescriptor)service.GetProperty("Descriptor")!.GetValue(null)!;
}
