using System.Security.Cryptography;
using System.Text;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;

namespace Inkoop.Platform.Privacy;

/// <summary>
/// Personal data at rest: AES-GCM with a key that stands outside the database, bound to the place it was written for,
/// so that a value moved to another column does not open (Jeugdwet 7.4, AVG 32).
/// </summary>
public sealed class PersonalData
{
    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] encryptionKey;
    private readonly byte[] lookupKey;

    public PersonalData(DatabaseOptions options)
        : this(Convert.FromHexString(KeyFile.ReadOrMake(Path.Combine(options.DataDirectory, "keys", "personal-data.key"), () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)))))
    {
    }

    /// <param name="key">32 random bytes.</param>
    public PersonalData(byte[] key)
    {
        encryptionKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "inkoop encryption 1"u8.ToArray());
        lookupKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "inkoop lookup 1"u8.ToArray());
    }

    /// <summary>Version, nonce, cipher text, tag.</summary>
    public byte[] Protect(string context, ReadOnlySpan<byte> plain)
    {
        var output = new byte[1 + NonceSize + plain.Length + TagSize];
        output[0] = Version;
        var nonce = output.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(encryptionKey, TagSize);
        aes.Encrypt(nonce, plain, output.AsSpan(1 + NonceSize, plain.Length), output.AsSpan(1 + NonceSize + plain.Length), Encoding.UTF8.GetBytes(context));
        return output;
    }

    /// <summary>Throws <see cref="CryptographicException"/> when the value was altered or stands in another place.</summary>
    public byte[] Unprotect(string context, byte[] value)
    {
        if (value.Length < 1 + NonceSize + TagSize || value[0] != Version)
            throw new CryptographicException("Not a protected value.");
        var plain = new byte[value.Length - 1 - NonceSize - TagSize];
        using var aes = new AesGcm(encryptionKey, TagSize);
        aes.Decrypt(value.AsSpan(1, NonceSize), value.AsSpan(1 + NonceSize, plain.Length), value.AsSpan(1 + NonceSize + plain.Length), plain, Encoding.UTF8.GetBytes(context));
        return plain;
    }

    public byte[] ProtectText(string context, string plain) => Protect(context, Encoding.UTF8.GetBytes(plain));

    public string UnprotectText(string context, byte[] value) => Encoding.UTF8.GetString(Unprotect(context, value));

    /// <summary>A keyed hash to find a value by without storing it: 64 hex characters.</summary>
    public string Lookup(string context, string value) => Convert.ToHexStringLower(HMACSHA256.HashData(lookupKey, Encoding.UTF8.GetBytes(context + "\0" + value)));

    /// <summary>Encrypts what is written to it into <paramref name="destination"/>; dispose it to write the last frame.</summary>
    public Stream ProtectStream(Stream destination) => new ProtectedStream(destination, this, writing: true);

    /// <summary>Decrypts <paramref name="source"/> while it is read; a file cut short does not pass for a whole one.</summary>
    public Stream UnprotectStream(Stream source) => new ProtectedStream(source, this, writing: false);
}
