using System.Text;
using Google.Protobuf.Reflection;
using Inkoop.Wire.Contracts.V1;
using Xunit;

namespace Inkoop.Tests.Shapes;

public sealed class ProtoTests
{
    // All of them, so that a new file cannot be forgotten.
    private static readonly FileDescriptor[] files =
    [
        .. typeof(ContractsReflection).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<FileDescriptor>()
            .Where(file => file.Package.StartsWith("inkoop.", StringComparison.Ordinal))
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<ServiceDescriptor> Services { get; } = [.. files.SelectMany(file => file.Services)];

    [Fact]
    public void field_numbers_never_change()
    {
        var text = new StringBuilder();
        foreach (var file in files)
        {
            foreach (var service in file.Services)
            {
                text.Append(service.FullName).Append('\n');
                foreach (var method in service.Methods)
                    text.Append("  ").Append(method.Name).Append(method.IsClientStreaming ? " stream" : "").Append(method.IsServerStreaming ? " returns stream" : "").Append('\n');
            }

            foreach (var message in file.MessageTypes)
            {
                text.Append(message.FullName).Append('\n');
                foreach (var field in message.Fields.InFieldNumberOrder())
                    text.Append("  ").Append(field.FieldNumber).Append(' ').Append(field.Name).Append(field.IsRepeated ? " repeated " : " ").Append(field.FieldType).Append('\n');
            }

            foreach (var value in file.EnumTypes.SelectMany(type => type.Values))
                text.Append(value.FullName).Append(" = ").Append(value.Number).Append('\n');
        }

        Approved.ShouldMatch(text.ToString(), "Shapes/Protos.approved.txt");
    }
}
