using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Inkoop.Funding;

/// <summary>When what a provider states counts (controle van opgaven). Of a share that a buyer checks (steekproef) the statements are chosen by the id of the fact, so that anybody can tell again afterwards, and nobody beforehand.</summary>
public static class Statements
{
    /// <summary>Whether what was stated counts at a moment: at once when nobody has to check it, else from its confirmation. Settling and judging ask this alike.</summary>
    public static bool Counts(bool needsCheck, DateTimeOffset? confirmedAt, DateTimeOffset asOf) => !needsCheck || confirmedAt <= asOf;

    /// <param name="factId">Made when the statement is recorded.</param>
    /// <param name="share">Of all statements, from 0 to 1.</param>
    public static bool IsChosen(Guid factId, decimal share)
    {
        Span<byte> bytes = stackalloc byte[16];
        factId.TryWriteBytes(bytes, bigEndian: true, out _);
        var drawn = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(bytes)) / 4_294_967_296m;
        return drawn < share;
    }
}
