namespace Inkoop.Platform.Data;

/// <summary>Encrypts what must not lie about readable, bound to the place it was written for.</summary>
public interface IProtection
{
    byte[] Protect(string context, ReadOnlySpan<byte> plain);

    byte[] Unprotect(string context, byte[] value);
}
