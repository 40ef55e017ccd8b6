// Call metadata: the headers and trailers an application sees. Keys are lower case; a key that ends in -bin holds bytes.

using System.Collections;
using System.Text;

namespace Grpc.Core;

/// <summary>An ordered list of metadata entries; the same key may occur more than once.</summary>
public sealed class Metadata : IList<Metadata.Entry>
{
    /// <summary>Keys that end so carry bytes, base64 on the wire.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>No entries, and frozen: adding to it throws.</summary>
    public static readonly Metadata Empty = new Metadata().Freeze();

    private readonly List<Entry> entries = [];
    private bool readOnly;

    public int Count => entries.Count;
    public bool IsReadOnly => readOnly;

    public Entry this[int index]
    {
        get => entries[index];
        set => Writable()[index] = NotNull(value);
    }

    /// <summary>The last entry with this key, which is the one that counts, or null.</summary>
    public Entry? Get(string key)
    {
        for (var i = entries.Count - 1; i >= 0; i--)
            if (string.Equals(entries[i].Key, key, StringComparison.OrdinalIgnoreCase))
                return entries[i];
        return null;
    }

    public string? GetValue(string key) => Get(key)?.Value;
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    public IEnumerable<Entry> GetAll(string key) =>
        entries.Where(entry => string.Equals(entry.Key, key, StringComparison.OrdinalIgnoreCase));

    public void Add(string key, string value) => Add(new Entry(key, value));
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));
    public void Add(Entry item) => Writable().Add(NotNull(item));
    public void Insert(int index, Entry item) => Writable().Insert(index, NotNull(item));
    public void RemoveAt(int index) => Writable().RemoveAt(index);
    public bool Remove(Entry item) => Writable().Remove(item);
    public void Clear() => Writable().Clear();
    public int IndexOf(Entry item) => entries.IndexOf(item);
    public bool Contains(Entry item) => entries.Contains(item);
    public void CopyTo(Entry[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);
    public IEnumerator<Entry> GetEnumerator() => entries.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => entries.GetEnumerator();

    internal Metadata Freeze()
    {
        readOnly = true;
        return this;
    }

    private List<Entry> Writable() => readOnly ? throw new InvalidOperationException("Object is read only") : entries;

    private static Entry NotNull(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry;
    }

    /// <summary>One key with a text or, when the key ends in <c>-bin</c>, a binary value.</summary>
    public class Entry
    {
        private readonly string? text;
        private readonly byte[]? bytes;

        /// <exception cref="ArgumentException">The key has a forbidden character or does not end in -bin.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            Key = Normalized(key);
            if (!IsBinary)
                throw new ArgumentException("Key for binary valued metadata entry needs to have suffix indicating binary value.", nameof(key));
            ArgumentNullException.ThrowIfNull(valueBytes);
            bytes = [.. valueBytes];
        }

        /// <exception cref="ArgumentException">The key has a forbidden character or ends in -bin.</exception>
        public Entry(string key, string value)
        {
            Key = Normalized(key);
            if (IsBinary)
                throw new ArgumentException("Key for ASCII valued metadata entry cannot have suffix indicating binary value.", nameof(key));
            ArgumentNullException.ThrowIfNull(value);
            text = value;
        }

        // What came over the wire: already checked by the HTTP layer, and the array is ours alone.
        internal Entry(string lowerCaseKey, string? text, byte[]? bytes)
        {
            Key = lowerCaseKey;
            this.text = text;
            this.bytes = bytes;
        }

        public string Key { get; }
        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <summary>A copy of the bytes, or the ASCII bytes of a text value.</summary>
        public byte[] ValueBytes => bytes is null ? Encoding.ASCII.GetBytes(text!) : [.. bytes];

        public string Value => text ?? Encoding.ASCII.GetString(bytes!);

        public override string ToString() => bytes is null
            ? $"[Entry: key={Key}, value={text}]"
            : $"[Entry: key={Key}, valueBytes={Convert.ToHexString(bytes)}]";

        internal ReadOnlySpan<byte> RawBytes => bytes;

        private static string Normalized(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            foreach (var c in key)
                if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.'))
                    throw new ArgumentException(
                        "Metadata entry key not valid. Keys can only contain lowercase alphanumeric characters, underscores, hyphens and dots.", nameof(key));
            if (key.Length == 0)
                throw new ArgumentException("Metadata entry key cannot be empty.", nameof(key));
#pragma warning disable CA1308 // HTTP/2 header names are lower case by definition.
            return key.ToLowerInvariant();
#pragma warning restore CA1308
        }
    }
}
