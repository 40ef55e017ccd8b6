using System.Security.Claims;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

public sealed class RequestIdTests
{
    private static readonly Caller caller = Caller.Of(new ClaimsPrincipal(new ClaimsIdentity([new Claim("role", Role.Finance)], "test", "name", "role")));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Aanvraag-1 ")]
    [InlineData(" Aanvraag-1")]
    [InlineData("Aanvraag-1\t")]
    public void an_id_that_not_every_database_tells_from_another_is_refused_at_its_field(string requestId) =>
        Should.Throw<Invalid>(() => Idempotency.Key(caller, "method", requestId, "digest"));

    [Theory]
    [InlineData("Aanvraag-1")]
    [InlineData("aanvraag-1")]
    [InlineData("жжж")]
    public void an_id_in_any_alphabet_and_any_case_is_taken(string requestId) => Idempotency.Key(caller, "method", requestId, "digest").RequestId.ShouldBe(requestId);
}
