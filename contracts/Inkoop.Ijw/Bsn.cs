namespace Inkoop.Ijw;

/// <summary>The citizen service number (burgerservicenummer).</summary>
public static class Bsn
{
    /// <summary>
    /// Nine digits that pass the eleven test (11-proef, CS002): 9, 8, 7 down to 2 times the first eight digits less the last one is divisible by 11.
    /// All zeros passes the sum and is nobody's number.
    /// </summary>
    public static bool IsValid(string? bsn)
    {
        if (bsn is not { Length: 9 } || bsn == "000000000")
            return false;
        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            if (!char.IsAsciiDigit(bsn[i]))
                return false;
            sum += (i == 8 ? -1 : 9 - i) * (bsn[i] - '0');
        }

        return sum % 11 == 0;
    }
}
