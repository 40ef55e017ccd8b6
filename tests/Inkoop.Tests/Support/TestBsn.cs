namespace Inkoop.Tests.Support;

/// <summary>Numbers from the range for tests that pass the 11-test (11-proef); never a person's.</summary>
public static class TestBsn
{
    public static IEnumerable<string> All()
    {
        for (var number = 999_900_006; number <= 999_999_990; number++)
        {
            var digits = number.ToString();
            var sum = -(digits[8] - '0');
            for (var i = 0; i < 8; i++)
                sum += (9 - i) * (digits[i] - '0');
            if (sum % 11 == 0)
                yield return digits;
        }
    }
}
