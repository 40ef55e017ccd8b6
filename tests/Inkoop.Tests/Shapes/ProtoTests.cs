using System.Text;
using Google.Protobuf.Reflection;
using Inkoop.Wire;
using Xunit;

namespace Inkoop.Tests.Shapes;

public sealed class ProtoTests
{
    public static IReadOnlyList<ServiceDescriptor> Services { get; } = [.. Rpcs.Files.SelectMany(file => file.Services)];

    [Fact]
    public void field_numbers_never_change()
    {
        var text = new StringBuilder();
        foreach (var file in Rpcs.Files)
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
