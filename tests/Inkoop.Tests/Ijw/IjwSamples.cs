using System.Text;
using Inkoop.Ijw;

namespace Inkoop.Tests.Ijw;

/// <summary>Random valid messages of every type, always the same for a seed: all options, longest values, diacritics.</summary>
internal sealed class IjwSamples(int seed)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-'éëïöüçñßøåžčłőțỳ&<>\"€";
    private static readonly string[] RetourCodes = ["0200", "0233", "0611", "8021", "9321", "9390", "S300"];
    private readonly Random random = new(seed);

    public static string Xml(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public string Any() => random.Next(8) switch
    {
        0 => Xml(s => IjwWriter.Write(s, Allocation())),
        1 => Xml(s => IjwWriter.Write(s, AllocationAnswer())),
        2 => Xml(s => IjwWriter.Write(s, Start())),
        3 => Xml(s => IjwWriter.Write(s, StartAnswer())),
        4 => Xml(s => IjwWriter.Write(s, Stop())),
        5 => Xml(s => IjwWriter.Write(s, StopAnswer())),
        6 => Xml(s => IjwWriter.Write(s, Head(), Lines(random.Next(1, 6)))),
        _ => Xml(s => IjwWriter.Write(s, Answer())),
    };

    public AllocationMessage Allocation() => new() { Header = Header(fromMunicipality: true), Client = AllocationClient(answered: false) };

    public AllocationAnswer AllocationAnswer() => new()
    {
        Header = ReturnHeader(fromMunicipality: true),
        Client = Maybe(() => AllocationClient(answered: true)),
    };

    public StartMessage Start() => new() { Header = Header(false), Client = Client(false), Products = Some(() => StartProduct(false)) };

    public StartAnswer StartAnswer()
    {
        var answered = random.Next(2) == 0;
        return new() { Header = ReturnHeader(false), Client = answered ? Client(true) : null, Products = answered ? Some(() => StartProduct(true)) : [] };
    }

    public StopMessage Stop() => new() { Header = Header(false), Client = Client(false), Products = Some(() => StopProduct(false)) };

    public StopAnswer StopAnswer()
    {
        var answered = random.Next(2) == 0;
        return new() { Header = ReturnHeader(false), Client = answered ? Client(true) : null, Products = answered ? Some(() => StopProduct(true)) : [] };
    }

    public DeclarationHead Head() => new()
    {
        Header = Header(fromMunicipality: false),
        Number = "DN" + random.Next(1_000_000_000),
        Period = Month(),
        DatedOn = Day(),
        Total = SignedAmount.Of(random.NextInt64(-999_999_999_999, 1_000_000_000_000)),
    };

    public IEnumerable<DeclarationLine> Lines(int count) => Enumerable.Range(0, count).Select(_ => Line(answered: false)).OrderBy(l => l.Bsn).ToList();

    public DeclarationAnswer Answer() => new()
    {
        Header = Header(fromMunicipality: true),
        DeclarationIdentification = Text(12),
        DeclarationDatedOn = Day(),
        XsltVersion = Maybe(() => "1.0.2"),
        Codes = Codes(),
        Verdict = Maybe(() => new DeclarationVerdict
        {
            Number = Text(12),
            Submitted = SignedAmount.Of(random.Next()),
            Allowed = SignedAmount.Of(-random.Next()),
            Clients = random.Next(3) == 0 ? [] : Some(() => new RejectedClient { Bsn = Bsn(), Lines = Some(() => Line(answered: true)), Codes = Codes() }),
            Codes = Codes(),
        }),
    };

    public DeclarationLine Line(bool answered) => new()
    {
        Bsn = Bsn(),
        Reference = Text(20),
        PreviousReference = Maybe(() => Text(20)),
        AllocationNumber = Upto(999_999_999),
        Category = "45",
        Code = Text(5),
        Period = Month(),
        Volume = Upto(99_999_999),
        Unit = Pick("01", "04", "14", "16", "82", "83", "84"),
        TariffCents = random.Next(3) == 0 ? null : Upto(99_999_999),
        Amount = new() { Cents = Upto(99_999_999), IsCredit = random.Next(2) == 0 },
        Codes = answered ? Codes() : [],
    };

    private AllocationClient AllocationClient(bool answered) => new()
    {
        Bsn = Bsn(),
        Born = Born(),
        Gender = Pick("0", "1", "2"),
        Name = FullName(),
        Communication = Maybe(() => new Communication { Form = Pick("1", "2", "3"), Language = Maybe(() => Text(25)) }),
        LegalStatus = Maybe(() => Pick("01", "11")),
        LegalRepresentation = Maybe(() => Pick("06", "10")),
        Remark = Maybe(() => Text(300) + "\r\n\t" + Text(300)),
        Relations = random.Next(2) == 0 ? [] : Some(() => new Relation
        {
            Number = Text(20),
            Order = random.Next(2) == 0 ? null : Upto(99),
            Kind = Pick("03", "12", "25"),
            Born = Maybe(Born),
            Gender = Maybe(() => "2"),
            Name = FullName(),
            Contact = Contact(answered),
            Codes = answered ? Codes() : [],
        }),
        Contacts = Some(() => Contact(answered)),
        Products = Some(() => Allocated(answered)),
        Codes = answered ? Codes() : [],
    };

    private AllocatedProduct Allocated(bool answered) => new()
    {
        AllocationNumber = Upto(999_999_999),
        ProviderReference = Maybe(() => Text(36)),
        Product = Maybe(Product),
        AllocatedOn = Day(),
        AllocatedAt = new(random.Next(24), random.Next(60), random.Next(60)),
        From = Day(),
        To = random.Next(2) == 0 ? null : Day(),
        ChangeReason = Maybe(() => Pick("02", "13", "14")),
        Extent = Maybe(() => new Extent { Volume = Upto(99_999_999), Unit = Pick("01", "83"), Frequency = random.Next(2) == 0 ? 2 : 6 }),
        BudgetCents = random.Next(2) == 0 ? null : Upto(99_999_999),
        Remark = Maybe(() => Text(40)),
        Codes = answered ? Codes() : [],
    };

    private Contact Contact(bool answered)
    {
        var phone = Maybe(Phone);
        return new()
        {
            Kind = Pick("01", "02", "03", "04"),
            Address = Maybe(() => new Address
            {
                House = Maybe(() => new House
                {
                    Number = Upto(99_999),
                    Letter = Maybe(() => "B"),
                    Addition = Maybe(() => Text(4)),
                    Designation = Maybe(() => Pick("AB", "BY", "TO", "WW")),
                }),
                Postcode = Maybe(() => "1234AB"),
                Street = Maybe(() => Text(24)),
                Place = Maybe(() => Text(80)),
                Country = Maybe(() => Pick("NL", "BE", "ZW", "AD")),
            }),
            Organisation = Maybe(() => Text(35)),
            Phone = phone,
            SecondPhone = phone is null ? null : Maybe(Phone),
            Email = Maybe(() => Text(80)),
            Period = Maybe(() => new OpenPeriod { From = random.Next(2) == 0 ? null : Day(), To = random.Next(2) == 0 ? null : Day() }),
            Codes = answered ? Codes() : [],
        };
    }

    private Phone Phone() => new() { Number = new string('7', random.Next(1, 16)), Country = "0031" };

    private CareClient Client(bool answered) => new()
    {
        Bsn = Bsn(),
        Born = Born(),
        Gender = "1",
        Name = new() { Surname = Surname(), GivenNames = Maybe(() => Text(200)), Initials = Maybe(Initials) },
        Codes = answered ? Codes() : [],
    };

    private StartProduct StartProduct(bool answered) => new()
    {
        AllocationNumber = random.Next(2) == 0 ? null : Upto(999_999_999),
        Product = Maybe(Product),
        AllocationFrom = random.Next(2) == 0 ? null : Day(),
        From = Day(),
        Status = Pick("1", "2", "3", "9"),
        Codes = answered ? Codes() : [],
    };

    private StopProduct StopProduct(bool answered) => new()
    {
        AllocationNumber = random.Next(2) == 0 ? null : Upto(999_999_999),
        Product = Maybe(Product),
        AllocationFrom = random.Next(2) == 0 ? null : Day(),
        From = Day(),
        Reason = Pick("02", "20", "31", "39"),
        To = Day(),
        Status = Pick("1", "3"),
        Codes = answered ? Codes() : [],
    };

    private MessageHeader Header(bool fromMunicipality) => new()
    {
        Sender = fromMunicipality ? "0384" : "65656055",
        Receiver = fromMunicipality ? "65656055" : "0384",
        Identification = Text(12),
        DatedOn = Day(),
        Xsd = new() { BaseSchema = "1.0.0", Message = $"{random.Next(3)}.{random.Next(20)}.0" },
    };

    private ReturnHeader ReturnHeader(bool fromMunicipality) => new()
    {
        Original = Header(fromMunicipality),
        Identification = Text(12),
        DatedOn = Day(),
        XsltVersion = Maybe(() => "1.2.10"),
        Codes = random.Next(2) == 0 ? [] : Codes(),
    };

    private FullName FullName() => new()
    {
        Surname = Surname(),
        Partner = Maybe(Surname),
        GivenNames = Maybe(() => Text(200)),
        Initials = Maybe(Initials),
        Use = Pick("1", "2", "6"),
    };

    private Surname Surname() => new() { Name = Text(200), Prefix = Maybe(() => Text(10)) };

    private Product Product() => new() { Category = Pick("31", "45", "55"), Code = Maybe(() => Text(5)) };

    private BirthDate Born() => new() { Date = Day(), Use = Maybe(() => Pick("1", "2", "3")) };

    private string Initials() => new([.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => "AbÉØỳ"[random.Next(5)])]);

    private List<string> Codes() => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(RetourCodes))];

    private string Bsn() => random.Next(1_000_000_000).ToString("D9");

    private Period Month()
    {
        var first = new DateOnly(random.Next(2021, 2027), random.Next(1, 13), 1);
        return new(first, first.AddMonths(1).AddDays(-1));
    }

    private DateOnly Day() => new DateOnly(2020, 1, 1).AddDays(random.Next(3000));

    /// <summary>From 1 character to the longest, never blank at its ends so that the value survives any reader.</summary>
    private string Text(int max)
    {
        var length = random.Next(3) == 0 ? max : random.Next(1, max + 1);
        var text = new StringBuilder();
        while (text.Length < length) text.Append(Letters[random.Next(Letters.Length)]);
        text[0] = 'x';
        text[^1] = 'é';
        return text.ToString();
    }

    private int Upto(int max) => random.Next(5) switch
    {
        0 => 0,
        1 => max,
        _ => random.Next(max),
    };

    private string Pick(params string[] from) => from[random.Next(from.Length)];

    private T? Maybe<T>(Func<T> make)
        where T : class => random.Next(2) == 0 ? null : make();

    private List<T> Some<T>(Func<T> make) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => make())];
}
