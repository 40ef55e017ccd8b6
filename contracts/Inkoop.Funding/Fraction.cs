using System.Globalization;
using System.Numerics;

namespace Inkoop.Funding;

/// <summary>An exact number: a quotient of whole numbers of any size. What is not rounded yet stays exact, so that rounding happens once and where the contract says.</summary>
public readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
{
    private readonly BigInteger numerator;
    // Zero only in default(Fraction), which is the number 0.
    private readonly BigInteger denominator;

    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0) divisor = -divisor;
        this.numerator = numerator / divisor;
        this.denominator = denominator / divisor;
    }

    public static Fraction Zero => default;
    public static Fraction One { get; } = new(1, 1);

    public BigInteger Numerator => numerator;
    public BigInteger Denominator => denominator.IsZero ? BigInteger.One : denominator;
    public int Sign => numerator.Sign;
    public bool IsWhole => Denominator.IsOne;

    public static Fraction Of(long numerator, long denominator) => new(numerator, denominator);

    /// <summary>From an integer of 1e-8, as rates and shares are stored.</summary>
    public static Fraction OfE8(long e8) => new(e8, 100_000_000);

    public static implicit operator Fraction(long value) => new(value, BigInteger.One);

    /// <summary>Exact: a decimal is a whole number of 10^-28 at most.</summary>
    public static implicit operator Fraction(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = (new BigInteger((uint)bits[2]) << 64) + (new BigInteger((uint)bits[1]) << 32) + (uint)bits[0];
        return new Fraction(bits[3] < 0 ? -mantissa : mantissa, BigInteger.Pow(10, (bits[3] >> 16) & 0x7F));
    }

    public static Fraction operator +(Fraction left, Fraction right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Fraction operator -(Fraction left, Fraction right) => left + -right;

    public static Fraction operator -(Fraction value) => new(-value.Numerator, value.Denominator);

    public static Fraction operator *(Fraction left, Fraction right) => new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public static Fraction operator /(Fraction left, Fraction right) => new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public static bool operator ==(Fraction left, Fraction right) => left.Equals(right);

    public static bool operator !=(Fraction left, Fraction right) => !left.Equals(right);

    public static bool operator <(Fraction left, Fraction right) => left.CompareTo(right) < 0;

    public static bool operator >(Fraction left, Fraction right) => left.CompareTo(right) > 0;

    public static bool operator <=(Fraction left, Fraction right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Fraction left, Fraction right) => left.CompareTo(right) >= 0;

    public static Fraction Min(Fraction left, Fraction right) => left <= right ? left : right;

    public static Fraction Max(Fraction left, Fraction right) => left >= right ? left : right;

    public Fraction Abs() => Sign < 0 ? -this : this;

    /// <summary>The greatest whole number that is not above it.</summary>
    public BigInteger Floor()
    {
        var quotient = BigInteger.DivRem(Numerator, Denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The nearest whole number; a half goes away from zero.</summary>
    public BigInteger RoundHalfAway()
    {
        var magnitude = ((BigInteger.Abs(Numerator) * 2) + Denominator) / (Denominator * 2);
        return Sign < 0 ? -magnitude : magnitude;
    }

    /// <summary>The nearest whole number of cents.</summary>
    /// <exception cref="OverflowException">More than an int64 of cents: no amount of ours.</exception>
    public long ToCents() => checked((long)RoundHalfAway());

    /// <summary>Rounded to decimals, half away from zero.</summary>
    public Fraction Round(int decimals)
    {
        var scale = BigInteger.Pow(10, decimals);
        return new Fraction((this * new Fraction(scale, 1)).RoundHalfAway(), scale);
    }

    public int CompareTo(Fraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Fraction other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>A plain decimal when it ends within 20 decimals; else cut there, which never changes a cent.</summary>
    public override string ToString() => ToText(20);

    /// <summary>At most so many decimals, rounded half away from zero, without zeros at the end.</summary>
    public string ToText(int decimals)
    {
        var scaled = (Abs() * new Fraction(BigInteger.Pow(10, decimals), 1)).RoundHalfAway();
        var digits = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var text = decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}".TrimEnd('0').TrimEnd('.');
        return Sign < 0 && !scaled.IsZero ? "-" + text : text;
    }
}
