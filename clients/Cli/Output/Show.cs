using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Texts;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Cli.Output;

/// <summary>Values as a Dutch reader writes them.</summary>
internal static class Show
{
    /// <summary>€ 1.234,56.</summary>
    public static string Euro(long cents) => Formats.Money(cents);

    public static string Number(long number) => Formats.Number(number);

    /// <summary>A decimal text of the wire with a comma.</summary>
    public static string Decimal(string text) => Formats.Typed(text);

    /// <summary>A share 0..1 as a percentage with one decimal.</summary>
    public static string Percentage(string share) => Formats.Share(share) ?? "-";

    public static string Moment(Timestamp? timestamp) =>
        timestamp is null ? "-" : DutchDay.Local(timestamp.ToDateTimeOffset()).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Period(string from, string until) => until.Length == 0 ? $"vanaf {from}" : $"{from} t/m {until}";

    public static string OrDash(string text) => text.Length == 0 ? "-" : text;

    public static string YesNo(bool value) => value ? "ja" : "nee";

    /// <summary>Without control characters: a text of somebody else must not steer this terminal.</summary>
    public static string Clean(string text) =>
        text.Any(letter => char.IsControl(letter) && letter != '\n') ? string.Concat(text.Select(letter => char.IsControl(letter) && letter != '\n' ? ' ' : letter)) : text;

    public static string Status(ContractStatus status) => Named(Names.Of(status), "onbekend");

    public static string Status(MessageStatus status) => Named(Names.Of(status), "onbekend");

    public static string Verdict(Colour colour) => Named(Names.Of(colour), "-");

    /// <summary>Who did something, as the log names it: each role in words, what else stands there as it is.</summary>
    public static string Actor(string actor) => string.Join(':', actor.Split(':').Select(part => Names.Within(Names.Named("Role", part))));

    /// <summary>A unit of the iJw list in words.</summary>
    public static string Unit(string code) => Names.Named("Unit", code);

    /// <summary>A funding model by its name on the wire.</summary>
    public static string Funding(string model) => Names.Within(Names.Named("Model", model, OrDash(model)));

    public static string Funding(FundingArrangement? funding) => Named(Names.Of(funding?.ModelCase ?? FundingArrangement.ModelOneofCase.None), "-");

    public static string Fact(SettlementFact fact) => Names.Within(Names.Named("FactKind", Names.KindOf(fact), "-"));

    public static string Timing(PaymentTiming timing) => Named(Names.Of(timing) ?? Names.Of(PaymentTiming.InArrears), "-");

    /// <summary>hoogstens 0,1 or minstens 0,8.</summary>
    public static string Norm(KpiAgreement agreement) => $"{(agreement.Direction == KpiDirection.AtMost ? "hoogstens" : "minstens")} {Decimal(agreement.Norm)}";

    public static string Rounding(RoundingRule rule) => Named(Names.Of(rule), "-");

    private static string Named(string? name, string otherwise) => name is null ? otherwise : Names.Within(name);
}
