using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Inkoop.Platform.Privacy;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

public sealed class PersonalDataTests
{
    private readonly PersonalData protection = new(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void what_goes_in_comes_out() =>
        Prop.ForAll<byte[]>(plain => protection.Unprotect("client.bsn", protection.Protect("client.bsn", plain)).SequenceEqual(plain)).QuickCheckThrowOnFailure();

    [Fact]
    public void the_same_text_never_looks_the_same_twice() =>
        protection.ProtectText("client.bsn", "999900006").ShouldNotBe(protection.ProtectText("client.bsn", "999900006"));

    [Fact]
    public void a_value_moved_to_another_column_does_not_open() =>
        Should.Throw<CryptographicException>(() => protection.UnprotectText("client.name", protection.ProtectText("client.bsn", "999900006")));

    [Fact]
    public void one_changed_bit_is_noticed()
    {
        var value = protection.ProtectText("client.bsn", "999900006");
        value[^20] ^= 1;
        Should.Throw<CryptographicException>(() => protection.UnprotectText("client.bsn", value));
    }

    [Fact]
    public void a_lookup_is_stable_under_one_key_and_differs_under_another()
    {
        protection.Lookup("bsn", "999900006").ShouldBe(protection.Lookup("bsn", "999900006"));
        protection.Lookup("bsn", "999900006").ShouldNotBe(new PersonalData(RandomNumberGenerator.GetBytes(32)).Lookup("bsn", "999900006"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData(64 * 1024 + 1)]
    [InlineData(200_000)]
    public void a_file_comes_back_whole(int size)
    {
        var plain = RandomNumberGenerator.GetBytes(size);
        Read(Write(plain)).ShouldBe(plain);
    }

    [Fact]
    public void a_file_cut_off_at_a_frame_does_not_pass_for_a_whole_one()
    {
        var file = Write(new byte[64 * 1024 + 10]);
        var firstFrame = 5 + 1 + 12 + 64 * 1024 + 16;
        Should.Throw<CryptographicException>(() => Read(file[..firstFrame]));
    }

    private byte[] Write(byte[] plain)
    {
        using var file = new MemoryStream();
        using (var stream = protection.ProtectStream(file))
            stream.Write(plain);
        return file.ToArray();
    }

    private byte[] Read(byte[] file)
    {
        using var stream = protection.UnprotectStream(new MemoryStream(file));
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }
}
