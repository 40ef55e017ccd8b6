namespace Inkoop.Ijw;

/// <summary>What an answer has of its own: its Identificatie, Dagtekening and the schema versions it is built on.</summary>
public sealed record AnswerStamp
{
    /// <summary>1 to 12 characters, unique per message type of this municipality (TR056).</summary>
    public required string Identification { get; init; }

    public required DateOnly DatedOn { get; init; }

    public XsdVersions Xsd { get; init; } = new();
}

/// <summary>Builds the answers to JW305, JW307 and JW323 from what was judged.</summary>
public static class Answers
{
    /// <summary>Bericht is afgekeurd om technische redenen: an in-message rule was broken.</summary>
    public const string Rejected = "0001";

    /// <summary>Geen opmerking over deze berichtklasse.</summary>
    public const string NoRemark = "0200";

    /// <summary>Berichtklasse is niet beoordeeld.</summary>
    public const string NotJudged = "0233";

    /// <summary>Declaratie is volledig toegewezen.</summary>
    public const string FullyAllowed = "8001";

    /// <summary>The message is rejected in its header (0001, 9056, 8848): it counts as never sent, so nothing of it is answered.</summary>
    public static DeclarationAnswer RejectedMessage(MessageHeader declaration, AnswerStamp stamp, IReadOnlyList<string> codes) =>
        Answer(declaration, stamp, Required(codes), verdict: null);

    /// <summary>The declaration is rejected in its own class (9333, 8214): nothing is allowed and no line was judged (TR342).</summary>
    public static DeclarationAnswer RejectedDeclaration(DeclarationHead declaration, AnswerStamp stamp, IReadOnlyList<string> codes) =>
        Answer(declaration.Header, stamp, [NoRemark], new()
        {
            Number = declaration.Number,
            Submitted = declaration.Total,
            Allowed = SignedAmount.Of(0),
            Codes = Required(codes),
        });

    /// <summary>
    /// The lines were judged. Only rejected ones come back, each with its codes, so that their sum is what was submitted less what is
    /// allowed (TR342).
    /// </summary>
    /// <exception cref="ArgumentException">A line among the rejected has no codes.</exception>
    public static DeclarationAnswer Judged(DeclarationHead declaration, AnswerStamp stamp, IReadOnlyList<DeclarationLine> rejected)
    {
        if (rejected.Any(l => l.Codes.Count == 0)) throw new ArgumentException("A rejected line says why.", nameof(rejected));
        return Answer(declaration.Header, stamp, [NoRemark], new()
        {
            Number = declaration.Number,
            Submitted = declaration.Total,
            Allowed = SignedAmount.Of(declaration.Total.Signed - rejected.Sum(l => l.Amount.Signed)),
            Clients = [.. rejected.GroupBy(l => l.Bsn).Select(c => new RejectedClient { Bsn = c.Key, Lines = [.. c], Codes = [NoRemark] })],
            Codes = [rejected.Count == 0 ? FullyAllowed : NoRemark],
        });
    }

    /// <summary>JW306 for a start that was accepted: the header alone, without codes (IV028).</summary>
    public static StartAnswer Accepted(StartMessage message, AnswerStamp stamp) => new() { Header = Return(message.Header, stamp, []) };

    /// <summary>JW306 for a start rejected in its header (0001, 9056, 8848).</summary>
    public static StartAnswer RejectedMessage(StartMessage message, AnswerStamp stamp, IReadOnlyList<string> codes) =>
        new() { Header = Return(message.Header, stamp, Required(codes)) };

    /// <summary>
    /// JW306 for a start rejected below its header. <paramref name="clientCodes"/> are those of the client, <paramref name="productCodes"/>
    /// those of each product in order; empty where nothing was found. Products of a rejected client count as not judged.
    /// </summary>
    public static StartAnswer Rejection(
        StartMessage message, AnswerStamp stamp, IReadOnlyList<string> clientCodes, IReadOnlyList<IReadOnlyList<string>> productCodes)
    {
        var codes = Products(message.Products.Count, clientCodes, productCodes);
        return new()
        {
            Header = Return(message.Header, stamp, [NoRemark]),
            Client = message.Client with { Codes = OrNoRemark(clientCodes) },
            Products = [.. message.Products.Zip(codes, (product, found) => product with { Codes = found })],
        };
    }

    /// <summary>JW308 for a stop that was accepted: the header alone, without codes (IV028).</summary>
    public static StopAnswer Accepted(StopMessage message, AnswerStamp stamp) => new() { Header = Return(message.Header, stamp, []) };

    /// <summary>JW308 for a stop rejected in its header (0001, 9056, 8848).</summary>
    public static StopAnswer RejectedMessage(StopMessage message, AnswerStamp stamp, IReadOnlyList<string> codes) =>
        new() { Header = Return(message.Header, stamp, Required(codes)) };

    /// <summary>JW308 for a stop rejected below its header; parameters as for a start.</summary>
    public static StopAnswer Rejection(
        StopMessage message, AnswerStamp stamp, IReadOnlyList<string> clientCodes, IReadOnlyList<IReadOnlyList<string>> productCodes)
    {
        var codes = Products(message.Products.Count, clientCodes, productCodes);
        return new()
        {
            Header = Return(message.Header, stamp, [NoRemark]),
            Client = message.Client with { Codes = OrNoRemark(clientCodes) },
            Products = [.. message.Products.Zip(codes, (product, found) => product with { Codes = found })],
        };
    }

    private static DeclarationAnswer Answer(MessageHeader declaration, AnswerStamp stamp, IReadOnlyList<string> codes, DeclarationVerdict? verdict) => new()
    {
        Header = new()
        {
            Sender = declaration.Receiver,
            Receiver = declaration.Sender,
            Identification = stamp.Identification,
            DatedOn = stamp.DatedOn,
            Xsd = stamp.Xsd,
        },
        DeclarationIdentification = declaration.Identification,
        DeclarationDatedOn = declaration.DatedOn,
        DeclarationXsd = declaration.Xsd,
        Codes = codes,
        Verdict = verdict,
    };

    private static ReturnHeader Return(MessageHeader original, AnswerStamp stamp, IReadOnlyList<string> codes) => new()
    {
        Original = original,
        Identification = stamp.Identification,
        DatedOn = stamp.DatedOn,
        Xsd = stamp.Xsd,
        Codes = codes,
    };

    private static IEnumerable<IReadOnlyList<string>> Products(int count, IReadOnlyList<string> clientCodes, IReadOnlyList<IReadOnlyList<string>> productCodes)
    {
        if (productCodes.Count != count) throw new ArgumentException("As many lists of codes as there are products.", nameof(productCodes));
        if (clientCodes.Count == 0 && productCodes.All(c => c.Count == 0)) throw new ArgumentException("A rejection says why.", nameof(productCodes));
        return productCodes.Select(codes => clientCodes.Count > 0 && codes.Count == 0 ? [NotJudged] : OrNoRemark(codes));
    }

    private static IReadOnlyList<string> OrNoRemark(IReadOnlyList<string> codes) => codes.Count == 0 ? [NoRemark] : codes;

    private static IReadOnlyList<string> Required(IReadOnlyList<string> codes) => codes.Count > 0 ? codes : throw new ArgumentException("A rejection says why.", nameof(codes));
}
