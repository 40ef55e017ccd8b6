using Inkoop.Funding;
using Inkoop.Wire.Faults;

namespace Inkoop.Agreements;

/// <summary>What the rules of funding refuse, as this service refuses it.</summary>
public static class FundingFaults
{
    public static FieldFault Of(TermFault fault) => new(fault.Field, fault.Code, fault.Text);

    public static Refused Of(NotPayable reason) => new(reason.Code, reason.Message);

    /// <summary>What a rule gives, with what it refuses told to the caller field by field.</summary>
    /// <exception cref="Invalid">The terms or facts do not add up.</exception>
    public static T Told<T>(Func<T> rule)
    {
        try
        {
            return rule();
        }
        catch (FaultyTerms faulty)
        {
            throw new Invalid([.. faulty.Faults.Select(Of)]);
        }
    }

    /// <summary>All of it as one refusal, under the code of the first.</summary>
    public static Refused Of(FaultyTerms faulty) => new(faulty.Faults[0].Code, Text(faulty));

    public static string Text(FaultyTerms faulty) => string.Join(" ", faulty.Faults.Select(fault => fault.Text));
}
