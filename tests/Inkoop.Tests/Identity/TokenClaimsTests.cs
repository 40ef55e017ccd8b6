using System.Security.Claims;
using Inkoop.Platform.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Identity;

public sealed class TokenClaimsTests
{
    private static readonly ClaimsIdentity token = new(
    [
        new Claim("groups", "a"), new Claim("groups", "b"),
        new Claim("https://regio.nl/rol", "finance"),
        new Claim("realm_access", """{"roles":["x","y"]}""", JsonClaimValueTypes.Json),
        new Claim("resource_access", """{"inkoop.web":{"roles":["z"]},"inkoop":{"nummer":14,"leeg":null}}""", JsonClaimValueTypes.Json),
        new Claim("lijst", """["p",["q"]]""", JsonClaimValueTypes.JsonArray),
    ]);

    [Theory]
    [InlineData("groups", "a b")]
    [InlineData("https://regio.nl/rol", "finance")]
    [InlineData("realm_access.roles", "x y")]
    [InlineData("resource_access.inkoop.web.roles", "z")]
    [InlineData("resource_access.inkoop.nummer", "14")]
    [InlineData("resource_access.inkoop.leeg", "")]
    [InlineData("lijst", "p q")]
    [InlineData("realm_access.roles.x", "")]
    [InlineData("realm_access", """{"roles":["x","y"]}""")]
    [InlineData("groups.a", "")]
    [InlineData("onbekend", "")]
    public void a_name_reaches_what_it_names(string name, string texts) => string.Join(' ', TokenClaims.Values(token, name)).ShouldBe(texts);
}
