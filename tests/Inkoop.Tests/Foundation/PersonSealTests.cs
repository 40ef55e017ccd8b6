using System.Security.Cryptography;
using Inkoop.Platform.Data;
using Inkoop.Platform.Privacy;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

/// <summary>What is told of a person is opened by whoever holds the key, for the client that it was told of, and looks like nothing to anybody else.</summary>
public sealed class PersonSealTests
{
    private static readonly string person = new('a', 64);
    private static readonly byte[] old = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void one_person_never_looks_the_same_and_opens_in_its_own_place_only()
    {
        var seal = new PersonSeal(new PersonalData(old));
        var (one, again, other) = (seal.Seal("c1", 1, person), seal.Seal("c1", 1, person), seal.Seal("c2", 1, person));
        one.ShouldNotBe(again);
        // Version and number of the key; all that follows differs.
        one.Skip(2).Zip(other.Skip(2)).Count(pair => pair.First == pair.Second).ShouldBeLessThan(20);
        seal.Open("c1", 1, one).ShouldBe(person);
        seal.Open("c2", 1, other).ShouldBe(person);
        Should.Throw<KeyUnusable>(() => seal.Open("c2", 1, one));
        Should.Throw<KeyUnusable>(() => seal.Open("c1", 2, one));
        Should.Throw<KeyUnusable>(() => new PersonSeal(new PersonalData(RandomNumberGenerator.GetBytes(32))).Open("c1", 1, one)).Message.ShouldContain("Inkoop:PersonKey");
    }

    [Fact]
    public void a_newer_key_seals_and_the_older_goes_on_opening()
    {
        var folder = Directory.CreateTempSubdirectory("inkoop-seal-").FullName;
        try
        {
            var options = new DatabaseOptions { DataDirectory = folder };
            var (before, next) = (Convert.ToHexString(old), Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
            var (first, second) = (PersonSeal.Of(Configured(before), options), PersonSeal.Of(Configured($"{before}, {next}"), options));
            second.Open("c", 1, first.Seal("c", 1, person)).ShouldBe(person);
            Should.Throw<KeyUnusable>(() => first.Open("c", 1, second.Seal("c", 1, person)));
            Should.Throw<KeyUnusable>(() => PersonSeal.Of(Configured(before + ",kort"), options)).Message.ShouldContain("32 bytes");

            // From the folder: a host that runs opens also what is sealed with the key that came since.
            KeyFolder.MakeFirst(KeyFolder.Of(folder), KeyFolder.Person);
            var running = PersonSeal.Of(Configured(""), options);
            KeyFolder.Rotate(KeyFolder.Of(folder), KeyFolder.Person).ShouldEndWith("person.2.key");
            running.Open("c", 1, PersonSeal.Of(Configured(""), options).Seal("c", 1, person)).ShouldBe(person);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IConfiguration Configured(string key) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Inkoop:PersonKey"] = key }).Build();
}
