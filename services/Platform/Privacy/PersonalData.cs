using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Inkoop.Platform.Data;

namespace Inkoop.Platform.Privacy;

/// <summary>
/// Personal data at rest: AES-GCM with a key that stands outside the database, bound to the place it was written for and to that key,
/// so that a value moved to another column does not open (Jeugdwet 7.4, AVG 32).
/// </summary>
/// <remarks>
/// Keys are numbered. The newest encrypts, every one decrypts what it encrypted: a key is replaced by putting
/// <c>personal-data.2.key</c> (64 hex characters, mode 0600) beside <c>personal-data.key</c> in the key folder (<see cref="KeyFolder.Rotate"/>) and
/// starting again. A host that still runs with the older one opens what the newer one closed.
/// The hash that a value is found by comes from the first key always; otherwise nobody would be found any more.
/// </remarks>
public sealed class PersonalData : IProtection
{
    /// <summary>Of before keys had numbers: version, nonce, cipher text, tag.</summary>
    private const byte Unnumbered = 1;
    /// <summary>Version, number of the key, nonce, cipher text, tag.</summary>
    private const byte Numbered = 2;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly ConcurrentDictionary<byte, byte[]> encryptionKeys = new();
    private readonly string? folder;
    private readonly string kind = KeyFolder.PersonalData;
    private readonly byte[] lookupKey;
    private readonly byte newest;

    /// <summary>The keys of this host, which its start has looked at.</summary>
    /// <exception cref="KeyUnusable">One is missing or is not 32 bytes.</exception>
    public PersonalData(DatabaseOptions options) : this(KeyFolder.Read(KeyFolder.Of(options.DataDirectory))) => folder = KeyFolder.Of(options.DataDirectory);

    /// <summary>Keys of another kind from the same folder.</summary>
    internal PersonalData(string folder, string kind) : this(KeyFolder.Read(folder, kind)) => (this.folder, this.kind) = (folder, kind);

    /// <param name="keys">32 random bytes each, the first one first.</param>
    public PersonalData(params IReadOnlyList<byte[]> keys)
    {
        if (keys.Any(key => key.Length != 32))
            throw new ArgumentException("A key is 32 bytes.", nameof(keys));
        for (var i = 0; i < keys.Count; i++)
            encryptionKeys[(byte)(i + 1)] = ForEncryption(keys[i]);
        newest = (byte)keys.Count;
        lookupKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, keys[0], 32, info: "inkoop lookup 1"u8.ToArray());
    }

    /// <summary>The number of the key that encrypts.</summary>
    public int Newest => newest;

    public byte[] Protect(string context, ReadOnlySpan<byte> plain) => Protect(context, plain, newest);

    internal byte[] Protect(string context, ReadOnlySpan<byte> plain, byte number)
    {
        var output = new byte[2 + NonceSize + plain.Length + TagSize];
        (output[0], output[1]) = (Numbered, number);
        var nonce = output.AsSpan(2, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(encryptionKeys[number], TagSize);
        aes.Encrypt(nonce, plain, output.AsSpan(2 + NonceSize, plain.Length), output.AsSpan(2 + NonceSize + plain.Length), Bound(context, number));
        return output;
    }

    /// <summary>Throws <see cref="CryptographicException"/> when the value was altered, stands in another place or was encrypted with a key that is not here.</summary>
    public byte[] Unprotect(string context, byte[] value)
    {
        var (head, number) = value is [Unnumbered, ..] ? (1, (byte)1) : value is [Numbered, var of, ..] ? (2, of) : (0, (byte)0);
        if (head == 0 || value.Length < head + NonceSize + TagSize)
            throw new CryptographicException("Not a protected value.");
        if (!encryptionKeys.TryGetValue(number, out var key) && !TryLoad(number, out key))
            throw new CryptographicException($"This value was encrypted with key {number}, which is not in the key folder.");
        var plain = new byte[value.Length - head - NonceSize - TagSize];
        var bound = head == 1 ? Encoding.UTF8.GetBytes(context) : Bound(context, number);
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(value.AsSpan(head, NonceSize), value.AsSpan(head + NonceSize, plain.Length), value.AsSpan(head + NonceSize + plain.Length), plain, bound);
        return plain;
    }

    /// <summary>Whether a value is of before values and frames were bound to their key and file.</summary>
    internal static bool IsUnnumbered(ReadOnlySpan<byte> value) => value is [Unnumbered, ..];

    private static byte[] Bound(string context, byte number) => Encoding.UTF8.GetBytes($"{number}\0{context}");

    // Another host of this service may have begun with a key that came after this one started.
    private bool TryLoad(byte number, [NotNullWhen(true)] out byte[]? key)
    {
        key = folder is not null && number > newest && KeyFolder.Find(folder, number, kind) is { } found ? encryptionKeys.GetOrAdd(number, ForEncryption(found)) : null;
        return key is not null;
    }

    private static byte[] ForEncryption(byte[] key) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "inkoop encryption 1"u8.ToArray());

    public byte[] ProtectText(string context, string plain) => Protect(context, Encoding.UTF8.GetBytes(plain));

    public string UnprotectText(string context, byte[] value) => Encoding.UTF8.GetString(Unprotect(context, value));

    /// <summary>A keyed hash to find a value by without storing it: 64 hex characters.</summary>
    public string Lookup(string context, string value) => Convert.ToHexStringLower(HMACSHA256.HashData(lookupKey, Encoding.UTF8.GetBytes(context + "\0" + value)));

    /// <summary>Encrypts what is written to it into <paramref name="destination"/>; dispose it to write the last frame.</summary>
    /// <param name="context">What file it is: under another name it does not open.</param>
    public Stream ProtectStream(string context, Stream destination) => new ProtectedStream(destination, this, context, writing: true);

    /// <summary>Decrypts <paramref name="source"/> while it is read; a file cut short does not pass for a whole one.</summary>
    public Stream UnprotectStream(string context, Stream source) => new ProtectedStream(source, this, context, writing: false);
}
