using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Inkoop.Admin.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;
using RpcStatus = Google.Rpc.Status;
using Status = Grpc.Core.Status;

namespace Inkoop.Tests.Admin;

public sealed class FormValuesTests
{
    [Fact]
    public void removing_a_row_moves_the_later_ones_up_with_all_they_hold()
    {
        var form = Form(("lots[0].name", "a"), ("lots[1].name", "b"), ("lots[1].phases[0].share", "30"), ("lots[2].name", "c"), ("lots[2].phases[0].share", "70"), ("lots[2].phases[1].share", "5"));
        form.RemoveRow("lots", 1);
        form.Count("lots").ShouldBe(2);
        form["lots[1].name"].ShouldBe("c");
        form["lots[1].phases[0].share"].ShouldBe("70");
        form.Count("lots[1].phases").ShouldBe(2);
        form.Count("lots[2].phases").ShouldBe(0);
    }

    [Fact]
    public void adding_a_row_keeps_what_was_typed()
    {
        var form = Form(("lots[0].name", "a"));
        Rows.Apply(form, "voeg:lots:lot_id=2").ShouldBeTrue();
        form.Count("lots").ShouldBe(2);
        form["lots[0].name"].ShouldBe("a");
        form["lots[1].lot_id"].ShouldBe("2");
    }

    /// <summary>Rows follow from what was sent, not from the numbers in it: work on a form is in proportion to its size.</summary>
    [Fact]
    public void a_number_in_a_name_makes_no_rows_that_were_not_sent()
    {
        var form = Form([.. Enumerable.Range(0, 5).Select(i => ($"contract.products[{9_000 + i}].tariffs[9999].rate_eur", $"{i}"))]);
        form.Count("contract.products").ShouldBe(5);
        for (var i = 0; i < 5; i++)
        {
            form.Count($"contract.products[{i}].tariffs").ShouldBe(1);
            form[$"contract.products[{i}].tariffs[0].rate_eur"].ShouldBe($"{i}");
        }
    }

    [Fact]
    public void there_are_never_more_rows_than_fields_and_no_field_is_lost() =>
        Prop.ForAll<byte[]>(numbers =>
        {
            var names = numbers.Select((number, i) => $"a[{number}].b[{number * 7 % 100}].c{i}").ToList();
            var called = FormRows.Dense(names);
            called.Count.ShouldBe(names.Count);
            called.Values.Distinct().Count().ShouldBe(names.Count);
            Form([.. names.Select(name => (name, "x"))]).Count("a").ShouldBe(numbers.Distinct().Count());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void a_list_ends_at_its_most_rows() =>
        Form([.. Enumerable.Range(0, FormRows.MostRows + 100).Select(i => ($"weights[{i}].weight", "1"))]).Count("weights").ShouldBe(FormRows.MostRows);

    [Fact]
    public void the_button_that_saves_is_no_row_button() => Rows.Apply(Form(("name", "x")), "opslaan").ShouldBeFalse();

    [Fact]
    public void every_fault_of_the_service_is_found_at_its_input()
    {
        var form = Form(("name", ""), ("locations[0].city", ""));
        form.Take(Refused(StatusCode.InvalidArgument, ("name", "Verplicht."), ("locations[0].city", "Te lang."))).ShouldBeTrue();
        form.FaultOf("name").ShouldBe("Verplicht.");
        form.FaultOf("locations[0].city").ShouldBe("Te lang.");
        form.Faults.Count.ShouldBe(2);
    }

    [Fact]
    public void an_unreadable_number_goes_along_as_one_that_is_always_refused_and_says_so_once()
    {
        var form = Form(("volume", "veel"));
        form.Whole("volume").ShouldBe(-1);
        form.Take(Refused(StatusCode.InvalidArgument, ("volume", "Het volume is positief.")));
        form.Faults.Count.ShouldBe(1);
        form.FaultOf("volume").ShouldBe("Geen geheel getal.");
    }

    [Fact]
    public void a_stale_version_is_not_a_fault_of_a_field()
    {
        var form = Form(("name", "x"));
        form.Take(Refused(StatusCode.Aborted)).ShouldBeTrue();
        form.IsStale.ShouldBeTrue();
        form.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void a_missing_permission_is_about_the_page_not_the_form() => Form(("name", "x")).Take(Refused(StatusCode.PermissionDenied)).ShouldBeFalse();

    [Fact]
    public void a_percentage_becomes_a_share()
    {
        var form = Form(("share", "12,5"));
        form.Share("share").ShouldBe("0.125");
    }

    private static FormValues Form(params (string Name, string Value)[] fields) =>
        FormValues.Read(new FormCollection(fields.ToDictionary(field => field.Name, field => new StringValues(field.Value))));

    private static RpcException Refused(StatusCode code, params (string Field, string Text)[] violations)
    {
        var bad = new BadRequest();
        bad.FieldViolations.AddRange(violations.Select(v => new BadRequest.Types.FieldViolation { Field = v.Field, Description = v.Text }));
        var status = new RpcStatus { Code = (int)code, Message = "fout" };
        if (violations.Length > 0)
            status.Details.Add(Any.Pack(bad));
        return new RpcException(new Status(code, "fout"), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }
}
