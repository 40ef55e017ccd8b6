using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Inkoop.Texts;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Output;

/// <summary>What a recorded fact (vastgelegd feit) says, in words: amounts in euros, shares as percentages. The names themselves stand in the document of --json.</summary>
internal static class FactText
{
    public static string Of(SettlementFact fact)
    {
        if (SettlementFact.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(fact)?.Accessor.GetValue(fact) is not IMessage content)
            return "-";
        return string.Join(", ", content.Descriptor.Fields.InDeclarationOrder().Select(field => (field, value: Value(field, field.Accessor.GetValue(content))))
            .Where(said => said.value.Length > 0).Select(said => $"{Name(said.field)} {said.value}"));
    }

    /// <summary>Every field that a fact can have has a name here; a test holds to that.</summary>
    public static string Name(FieldDescriptor field) => Names.Within(Names.Named("FactField", field.Name));

    private static string Value(FieldDescriptor field, object value) => value switch
    {
        long cents when field.Name.EndsWith("cents", StringComparison.Ordinal) => Show.Euro(cents),
        string { Length: > 0 } share when field.Name.EndsWith("share", StringComparison.Ordinal) => Show.Percentage(share),
        int year when field.Name == "year" => year.ToString(CultureInfo.InvariantCulture),
        int number => Show.Number(number),
        long number => Show.Number(number),
        string text => text,
        _ => "",
    };
}
