using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Inkoop.Platform.Privacy;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

public sealed class PersonalDataTests
{
    private static readonly byte[] first = RandomNumberGenerator.GetBytes(32);
    private readonly PersonalData protection = new([first]);

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
        protection.Lookup("bsn", "999900006").ShouldNotBe(new PersonalData([RandomNumberGenerator.GetBytes(32)]).Lookup("bsn", "999900006"));
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
        var firstFrame = 5 + 2 + 12 + 64 * 1024 + 16;
        Should.Throw<CryptographicException>(() => Read(file[..firstFrame]));
    }

    [Fact]
    public void a_frame_of_another_file_does_not_open()
    {
        var other = Write(new byte[10], "message/2");
        Should.Throw<CryptographicException>(() => Read(other));
    }

    [Fact]
    public void a_value_of_before_keys_had_numbers_still_opens_and_not_in_another_place()
    {
        var value = Unnumbered("client.bsn", "999900006");
        protection.UnprotectText("client.bsn", value).ShouldBe("999900006");
        Should.Throw<CryptographicException>(() => protection.UnprotectText("client.name", value));
    }

    [Fact]
    public void a_file_of_before_frames_named_their_file_still_opens()
    {
        var frame = Unnumbered("stream:0:last", "inhoud");
        var file = new byte[5 + frame.Length];
        file[0] = 1;
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(1), frame.Length);
        frame.CopyTo(file, 5);
        Read(file).ShouldBe("inhoud"u8.ToArray());
    }

    [Fact]
    public void a_new_key_encrypts_and_the_old_one_still_opens_what_it_closed()
    {
        var rotated = new PersonalData([first, RandomNumberGenerator.GetBytes(32)]);
        rotated.UnprotectText("client.bsn", protection.ProtectText("client.bsn", "999900006")).ShouldBe("999900006");
        rotated.Lookup("bsn", "999900006").ShouldBe(protection.Lookup("bsn", "999900006"));
        var fresh = rotated.ProtectText("client.bsn", "999900006");
        rotated.UnprotectText("client.bsn", fresh).ShouldBe("999900006");
        Should.Throw<CryptographicException>(() => protection.UnprotectText("client.bsn", fresh)).Message.ShouldContain("key 2");
        fresh[1] = 1; // a value says which key it needs, and is bound to it
        Should.Throw<CryptographicException>(() => rotated.UnprotectText("client.bsn", fresh));
    }

    // As it was written until keys had numbers: version 1, nonce, cipher text, tag, bound to its place only.
    private static byte[] Unnumbered(string context, string plain)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(plain);
        var value = new byte[1 + 12 + text.Length + 16];
        value[0] = 1;
        RandomNumberGenerator.Fill(value.AsSpan(1, 12));
        using var aes = new AesGcm(HKDF.DeriveKey(HashAlgorithmName.SHA256, first, 32, info: "inkoop encryption 1"u8.ToArray()), 16);
        aes.Encrypt(value.AsSpan(1, 12), text, value.AsSpan(13, text.Length), value.AsSpan(13 + text.Length), System.Text.Encoding.UTF8.GetBytes(context));
        return value;
    }

    private byte[] Write(byte[] plain, string name = "message/1")
    {
        using var file = new MemoryStream();
        using (var stream = protection.ProtectStream(name, file))
            stream.Write(plain);
        return file.ToArray();
    }

    private byte[] Read(byte[] file)
    {
        using var stream = protection.UnprotectStream("message/1", new MemoryStream(file));
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }
}
