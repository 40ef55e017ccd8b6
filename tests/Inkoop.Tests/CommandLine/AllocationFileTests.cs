using Inkoop.Cli;
using Inkoop.Cli.Files;
using Inkoop.Wire.Dispositions.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.CommandLine;

public sealed class AllocationFileTests
{
    internal const string Json = """
        {
          "disposition": { "number": "B-1", "municipality_code": "0957", "issued_on": "2025-12-15", "referrer": "general_practitioner" },
          "client": {
            "bsn": "999900006", "birth_date": "2013-05-17", "gender": "2", "last_name": "Proefpersoon", "first_names": "Zoë", "initials": "Z",
            "address": { "street": "Markt", "house_number": 1, "postal_code": "6041EM", "city": "Roermond" }
          },
          "allocation": { "contract": "JH-2026-001", "product_id": "45A04", "volume": 2880, "frequency": "6", "starts_on": "2026-01-01", "ends_on": "2026-03-31" }
        }
        """;

    [Fact]
    public void the_file_becomes_one_request_for_both()
    {
        var file = AllocationFile.Parse(Json);

        var issue = file.ToAllocate("c").Issue;
        issue.Referrer.ShouldBe(Referrer.GeneralPractitioner);
        issue.Client.Address.PostalCode.ShouldBe("6041EM");
        var allocate = file.ToAllocate("c");
        (allocate.DispositionId, allocate.ContractId, allocate.Volume, allocate.EndsOn).ShouldBe(("", "c", 2_880, "2026-03-31"));
    }

    [Fact]
    public void a_category_takes_the_place_of_product_volume_and_frequency()
    {
        var whole = OfCategory("45");
        (whole.Category, whole.ProductId, whole.Volume, whole.Frequency).ShouldBe(("45", "", 0, ""));
        OfCategory("46").RequestId.ShouldNotBe(whole.RequestId);

        static AllocateProductRequest OfCategory(string category) => AllocationFile.Parse(Json.Replace(
            "\"product_id\": \"45A04\", \"volume\": 2880, \"frequency\": \"6\"", $"\"category\": \"{category}\"", StringComparison.Ordinal)).ToAllocate("c");
    }

    [Fact]
    public void the_request_follows_the_content_and_not_the_layout()
    {
        var once = AllocationFile.Parse(Json);
        var again = AllocationFile.Parse(Json.Replace("\n", " ", StringComparison.Ordinal));
        var longer = AllocationFile.Parse(Json.Replace("2880", "2881", StringComparison.Ordinal));

        again.ToAllocate("c").ShouldBe(once.ToAllocate("c"));
        longer.ToAllocate("c").RequestId.ShouldNotBe(once.ToAllocate("c").RequestId);
    }

    [Fact]
    public void no_request_id_can_be_used_to_guess_a_client()
    {
        var other = AllocationFile.Parse(Json.Replace("999900006", "999900018", StringComparison.Ordinal));

        other.ToAllocate("c").RequestId.ShouldBe(AllocationFile.Parse(Json).ToAllocate("c").RequestId);
    }

    [Theory]
    [InlineData("house_number\": 1", "house_number\": \"een\"", "client.address.house_number")]
    [InlineData("\"gender\"", "\"geslacht\"", "client")]
    [InlineData("\"2013-05-17\"", "2013", "client.birth_date")]
    [InlineData("}", "", "regel")]
    public void a_fault_names_the_place_and_never_the_content(string part, string wrong, string place)
    {
        var problem = Should.Throw<Problem>(() => AllocationFile.Parse(Json.Replace(part, wrong, StringComparison.Ordinal)));

        problem.Code.ShouldBe("json_invalid");
        problem.Message.ShouldContain(place);
        foreach (var personal in new[] { "999900006", "Proefpersoon", "Zoë", "Markt", "een kind" })
            (problem.Message + problem.Hint).ShouldNotContain(personal);
    }

    [Fact]
    public void an_unknown_referrer_is_answered_with_the_known_ones() =>
        Should.Throw<Problem>(() => AllocationFile.Parse(Json.Replace("general_practitioner", "buurvrouw", StringComparison.Ordinal)).ToAllocate("c")).Hint.ShouldContain("youth_doctor");
}
