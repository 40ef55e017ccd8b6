using System.Globalization;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;
using YamlDotNet.Serialization;

namespace Inkoop.Tests.Docs;

/// <summary>Under what licence this is, in the file that people open and in the one that catalogues of public software read.</summary>
public sealed class LicenceTests
{
    private static readonly Dictionary<object, object> publicCode =
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(File.ReadAllText(Path.Combine(Repository.Root, "publiccode.yml")));

    [Fact]
    public void the_licence_is_the_whole_eupl_1_2()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "LICENSE"));
        text.ShouldStartWith("EUROPEAN UNION PUBLIC LICENCE v. 1.2");
        foreach (var article in Enumerable.Range(1, 15))
            text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"\n{article}. "));
        text.ShouldContain("\nAppendix\n");
        Documents.Read("README.md").ShouldContain("EUPL-1.2");
    }

    [Fact]
    public void publiccode_yml_has_what_version_0_4_requires()
    {
        publicCode["publiccodeYmlVersion"].ShouldBe("0.4");
        publicCode["name"].ShouldBe("Inkoop");
        Uri.TryCreate((string)publicCode["url"], UriKind.Absolute, out _).ShouldBeTrue();
        Texts("platforms").ShouldNotBeEmpty();
        publicCode["developmentStatus"].ShouldBeOneOf("concept", "development", "beta", "stable", "obsolete");
        publicCode["softwareType"].ShouldBeOneOf("standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend", "standalone/other", "addon", "library", "configurationFiles");
        Part("legal")["license"].ShouldBe("EUPL-1.2");
        Part("maintenance")["type"].ShouldBeOneOf("internal", "contract", "community", "none");
        var contacts = (List<object>)Part("maintenance")["contacts"];
        contacts.ShouldNotBeEmpty();
        contacts.Cast<Dictionary<object, object>>().ShouldAllBe(contact => contact.ContainsKey("name"));
        Part("localisation")["localisationReady"].ShouldBe("true");
        ((List<object>)Part("localisation")["availableLanguages"]).ShouldBe(["nl", "en"]);
        foreach (var language in new[] { "nl", "en" })
        {
            var description = (Dictionary<object, object>)Part("description")[language];
            ((string)description["shortDescription"]).Length.ShouldBeInRange(1, 150);
            ((string)description["longDescription"]).Length.ShouldBeInRange(150, 10_000);
            ((List<object>)description["features"]).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void pictures_are_small_and_named_by_the_readme()
    {
        var pictures = Directory.GetFiles(Path.Combine(Repository.Root, "docs/images"), "*.png");
        pictures.Length.ShouldBe(2);
        foreach (var picture in pictures)
        {
            var bytes = File.ReadAllBytes(picture);
            bytes.Length.ShouldBeLessThan(200 * 1024, picture);
            System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)).ShouldBe(1280, picture);
            Documents.Read("README.md").ShouldContain("docs/images/" + Path.GetFileName(picture));
        }
    }

    private static Dictionary<object, object> Part(string name) => (Dictionary<object, object>)publicCode[name];

    private static IEnumerable<object> Texts(string name) => (List<object>)publicCode[name];
}
