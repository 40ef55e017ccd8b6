using Google.Protobuf;
using Google.Protobuf.Reflection;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Platform.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

public sealed class FieldRulesTests
{
    [Fact]
    public void every_text_of_every_request_refuses_a_citizen_service_number_and_what_xml_cannot_carry()
    {
        var wrong = new List<string>();
        var judged = 0;
        foreach (var message in Requests())
        {
            foreach (var field in message.Fields.InDeclarationOrder().Where(field => field is { FieldType: FieldType.String, IsMap: false }))
            {
                judged++;
                var kind = field.GetOptions()?.GetExtension(OptionsExtensions.Rule)?.Kind ?? FieldRule.Types.Kind.Text;
                if (Codes(message, field, "zie 999990019 van gisteren").Contains("bsn_in_text") != (kind == FieldRule.Types.Kind.Text))
                    wrong.Add($"{field.FullName} as {kind} and a citizen service number");
                if (!Codes(message, field, "a\uFFFFb").Contains("control_character"))
                    wrong.Add($"{field.FullName} takes U+FFFF");
                if (!Codes(message, field, new string('a', FieldRules.LongestText + 1)).Contains("too_long"))
                    wrong.Add($"{field.FullName} takes any length");
                if (kind == FieldRule.Types.Kind.Date && !(Codes(message, field, "0001-01-01").Contains("out_of_range") && Codes(message, field, "9999-12-31").Contains("out_of_range")))
                    wrong.Add($"{field.FullName} takes any year");
            }
        }

        wrong.ShouldBeEmpty();
        judged.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void only_the_fields_of_a_client_may_hold_a_citizen_service_number() =>
        Rpcs.Files.SelectMany(file => file.MessageTypes).SelectMany(message => message.Fields.InDeclarationOrder())
            .Where(field => field.GetOptions()?.GetExtension(OptionsExtensions.Rule)?.Kind == FieldRule.Types.Kind.Bsn).Select(field => field.FullName)
            .ShouldBe(["inkoop.dispositions.v1.Client.bsn", "inkoop.dispositions.v1.ListDispositionsRequest.bsn"], ignoreOrder: true);

    [Theory]
    [InlineData("999990019", true)]
    [InlineData("BSN: 999.990.019.", true)]
    [InlineData("999 990 019", true)]
    [InlineData("999990018", false)]
    [InlineData("9999900190", false)]
    [InlineData("R999990019", false)]
    [InlineData("000000000", false)]
    [InlineData("KvK 12345678", false)]
    [InlineData("018f3c1e-7d2a-7000-8000-999990019000", false)]
    [InlineData("", false)]
    public void nine_digits_that_pass_the_eleven_test_are_one(string text, bool expected) => FieldRules.HoldsBsn(text).ShouldBe(expected);

    [Fact]
    public void of_nine_digits_with_eight_given_at_most_one_last_digit_passes()
    {
        var random = new Random(11);
        for (var i = 0; i < 1_000; i++)
        {
            var eight = random.Next(100_000_000).ToString("D8", System.Globalization.CultureInfo.InvariantCulture);
            Enumerable.Range(0, 10).Count(last => FieldRules.HoldsBsn(eight + (char)('0' + last))).ShouldBeLessThanOrEqualTo(1, eight);
        }
    }

    [Fact]
    public void faults_are_named_by_their_path_and_come_all_at_once()
    {
        var request = new ListPaymentLinesRequest { RunId = "a\u0007", PageToken = "999990019" };
        Should.Throw<Invalid>(() => FieldRules.Judge(request)).Fields.ShouldBe([new FieldFault("run_id", "control_character", "Bevat een teken dat niet is toegestaan.")]);
        var nested = new ProposePaymentRunRequest { RequestId = "999990019", Until = "0001-01-01" };
        Should.Throw<Invalid>(() => FieldRules.Judge(nested)).Fields.Select(fault => fault.Field).ShouldBe(["request_id", "until"]);
    }

    private static List<string> Codes(MessageDescriptor type, FieldDescriptor field, string text)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        if (field.IsRepeated)
            ((System.Collections.IList)field.Accessor.GetValue(message)).Add(text);
        else
            field.Accessor.SetValue(message, text);
        try
        {
            FieldRules.Judge(message);
            return [];
        }
        catch (Invalid invalid)
        {
            return [.. invalid.Fields.Select(fault => fault.Code)];
        }
    }

    /// <summary>The requests and every message that may stand in one.</summary>
    private static HashSet<MessageDescriptor> Requests()
    {
        var found = new HashSet<MessageDescriptor>();
        var toDo = new Stack<MessageDescriptor>(Rpcs.ByName.Values.Select(method => method.InputType));
        while (toDo.TryPop(out var type))
        {
            if (!type.File.Package.StartsWith("inkoop.", StringComparison.Ordinal) || !found.Add(type))
                continue;
            foreach (var field in type.Fields.InDeclarationOrder().Where(field => field.FieldType == FieldType.Message))
                toDo.Push(field.MessageType);
        }

        return found;
    }
}
