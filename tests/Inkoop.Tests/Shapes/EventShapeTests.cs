using System.Reflection;
using System.Text;
using Inkoop.Wire.Events;
using MassTransit;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Shapes;

public sealed class EventShapeTests
{
    private static readonly NullabilityInfoContext nullability = new();

    [Fact]
    public void every_event_has_its_line_in_the_catalog()
    {
        var named = typeof(EventCatalog).Assembly.GetTypes().Where(type => type.Namespace == "Inkoop.Wire.Events" && type is { IsClass: true, IsAbstract: false, IsNested: false } && !IsPart(type));
        EventCatalog.All.OrderBy(type => type.Name).ShouldBe(named.OrderBy(type => type.Name));
    }

    [Fact]
    public void names_and_members_are_those_that_were_published()
    {
        var shapes = new StringBuilder();
        foreach (var type in EventCatalog.All.OrderBy(type => type.Name, StringComparer.Ordinal))
            Describe(shapes, type, MessageUrn.ForType(type).ToString());
        Approved.ShouldMatch(shapes.ToString(), "Shapes/Events.approved.txt");
    }

    private static void Describe(StringBuilder shapes, Type type, string title)
    {
        shapes.Append(title).Append('\n');
        foreach (var property in type.GetProperties().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            var optional = nullability.Create(property).ReadState == NullabilityState.Nullable ? "?" : "";
            shapes.Append("  ").Append(char.ToLowerInvariant(property.Name[0])).Append(property.Name.AsSpan(1)).Append(": ").Append(NameOf(property.PropertyType)).Append(optional).Append('\n');
        }

        foreach (var part in type.GetProperties().Select(property => Element(property.PropertyType)).Where(IsPart).Distinct())
            Describe(shapes, part, $"part {part.Name}");
    }

    private static bool IsPart(Type type) => type.Namespace == "Inkoop.Wire.Events" && type.IsClass && !(type.IsAbstract && type.IsSealed)
        && typeof(EventCatalog).Assembly.GetTypes().Any(other => other != type && other.Namespace == type.Namespace && other.GetProperties().Any(property => Element(property.PropertyType) == type));

    private static Type Element(Type type) => type.IsGenericType && type != typeof(string) ? type.GetGenericArguments()[0] : type;

    private static string NameOf(Type type) => type.IsGenericType && Nullable.GetUnderlyingType(type) is null ? $"[{type.GetGenericArguments()[0].Name}]" : (Nullable.GetUnderlyingType(type) ?? type).Name;
}
