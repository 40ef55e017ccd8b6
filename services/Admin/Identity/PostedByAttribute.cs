namespace Inkoop.Admin.Identity;

/// <summary>
/// Who may send the forms of a page: the roles that the RPCs behind it permit. Asked at the door, so that nothing is read of a form that will be refused.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PostedByAttribute(params string[] roles) : Attribute
{
    public IReadOnlyList<string> Roles { get; } = roles;
}
