using System.Xml;

namespace Inkoop.Ijw;

/// <summary>
/// Walks one message front to back and checks it against its table while values are asked for in the order of the standard.
/// Every class is a fixed sequence, so the next question always names the next row of the table; what the file has there instead is the fault.
/// </summary>
internal sealed partial class Cursor : IDisposable
{
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";
    private const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";

    private readonly XmlReader reader;
    private readonly IXmlLineInfo lines;
    private readonly Stack<Frame> open = new();
    private Frame frame = null!;
    private char[] buffer = new char[512];
    private bool positioned;
    private int line;
    private int position;

    private Cursor(Stream stream)
    {
        reader = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = false,
        });
        lines = (IXmlLineInfo)reader;
    }

    public MessageTable Table { get; private set; } = null!;

    /// <summary>Opens the root element and finds the table that belongs to its namespace.</summary>
    public static Cursor Open(Stream stream, long maxBytes)
    {
        var cursor = new Cursor(new BoundedStream(stream, maxBytes));
        cursor.Begin();
        return cursor;
    }

    public void Dispose() => reader.Dispose();

    public void Enter(string name)
    {
        if (!Take(name)) throw new InvalidOperationException($"{name} is optional: ask for it with {nameof(ClassOrNull)}.");
        Push();
    }

    /// <summary>Enters the next element of a repeating rule; false after the last.</summary>
    public bool EnterNext(string name)
    {
        if (!TakeNext(name)) return false;
        Push();
        return true;
    }

    public void Leave()
    {
        if (frame.Next != frame.Type.Elements.Length) throw new InvalidOperationException($"{frame.Name} was left before its last element was asked for.");
        if (!frame.Empty)
        {
            Position();
            if (reader.NodeType == XmlNodeType.Element) throw Unexpected();
            positioned = false;
        }

        frame = open.Pop();
    }

    /// <summary>Leaves the root; nothing but white space and comments may follow.</summary>
    public void End()
    {
        Leave();
        while (Read())
        {
        }
    }

    public T Class<T>(string name, Func<Cursor, T> read)
    {
        Enter(name);
        var value = read(this);
        Leave();
        return value;
    }

    public T? ClassOrNull<T>(string name, Func<Cursor, T> read)
        where T : class
    {
        if (!Take(name)) return null;
        Push();
        var value = read(this);
        Leave();
        return value;
    }

    /// <summary>A class that holds nothing but one repeating class; empty when the holder is optional and absent.</summary>
    public IReadOnlyList<T> Many<T>(string holder, string name, Func<Cursor, T> read)
    {
        var values = new List<T>();
        if (!Take(holder)) return values;
        Push();
        while (EnterNext(name))
        {
            values.Add(read(this));
            Leave();
        }

        Leave();
        return values;
    }

    /// <summary>The retour codes that close a class of a retour; empty in a heenbericht, whose table has none.</summary>
    public IReadOnlyList<string> Codes()
    {
        if (frame.Next >= frame.Type.Elements.Length || !Take("RetourCodes")) return [];
        Push();
        var codes = new List<string>();
        while (TakeNext("RetourCode")) codes.Add(Text(BaseSchema.RetourCode));
        Leave();
        return codes;
    }

    public string Text(string name) => TextOrNull(name)!;

    public string? TextOrNull(string name) => Take(name) ? Text(CurrentType) : null;

    public long Number(string name) => NumberOrNull(name).GetValueOrDefault();

    public long? NumberOrNull(string name)
    {
        if (!Take(name)) return null;
        Values.TryInteger(Value(CurrentType), out var number);
        return number;
    }

    public DateOnly Date(string name) => DateOrNull(name).GetValueOrDefault();

    public DateOnly? DateOrNull(string name)
    {
        if (!Take(name)) return null;
        Values.TryDate(Value(CurrentType), out var date);
        return date;
    }

    public TimeOnly Time(string name)
    {
        Take(name);
        Values.TryTime(Value(CurrentType), out var time);
        return time;
    }

    // Half the values in a file are codes: the table's own copy saves an allocation for each.
    private string Text(ValueType type)
    {
        var value = Value(type);
        return type.Codes is { } codes && codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(value, out var code) ? code : value.ToString();
    }

    private ValueType CurrentType => (ValueType)frame.Current.Type;

    private void Begin()
    {
        try
        {
            reader.MoveToContent();
        }
        catch (XmlException e)
        {
            throw Translate(e);
        }

        Mark();
        var name = reader.LocalName;
        var space = reader.NamespaceURI;
        Table = MessageTables.All.Values.FirstOrDefault(t => t.Namespace == space) ?? throw UnknownRoot(space);
        if (name != "Bericht") throw Fault(IjwFaultCodes.UnexpectedElement, $"Het bericht begint met {Short(name)}, verwacht was Bericht.", "");
        frame = new Frame(Table.Root, "Bericht", 0) { Empty = reader.IsEmptyElement };
        open.Push(frame);
        CheckAttributes(Table.Root);
    }

    private void Push()
    {
        var rule = frame.Current;
        open.Push(frame);
        frame = new Frame((ClassType)rule.Type, rule.Name, rule.Many ? frame.Count : 0) { Empty = reader.IsEmptyElement };
        positioned = false;
    }

    /// <summary>True when the next row of the table is there; the reader then stands on its start tag.</summary>
    private bool Take(string name)
    {
        var rule = frame.Advance(name);
        if (AtChild(rule))
        {
            Accept(rule);
            return true;
        }

        return rule.Optional ? false : throw Absent(rule);
    }

    private bool TakeNext(string name)
    {
        var rule = frame.Peek(name);
        if (AtChild(rule))
        {
            frame.Count++;
            Accept(rule);
            return true;
        }

        frame.Advance(name);
        return frame.Count > 0 ? false : throw Absent(rule);
    }

    private void Accept(ElementRule rule)
    {
        frame.Current = rule;
        Mark();
        if (reader.HasAttributes) CheckAttributes(rule.Type);
    }

    private bool AtChild(ElementRule rule)
    {
        if (frame.Empty) return false;
        Position();
        return reader.NodeType == XmlNodeType.Element && reader.LocalName == rule.Name && reader.NamespaceURI == Table.NamespaceOf(rule.Space);
    }

    /// <summary>Moves to the next start or end tag of the open class.</summary>
    private void Position()
    {
        while (!positioned)
        {
            Read();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element or XmlNodeType.EndElement:
                    positioned = true;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when !Values.Trim(Chunks(0)).IsEmpty:
                    Mark();
                    throw Fault(IjwFaultCodes.UnexpectedText, $"In {frame.Name} staat tekst buiten een element.", "");
            }
        }
    }

    /// <summary>The text of the value element the reader stands on, checked; valid until the next call.</summary>
    private ReadOnlySpan<char> Value(ValueType type)
    {
        var length = 0;
        if (!reader.IsEmptyElement)
        {
            while (true)
            {
                Read();
                if (reader.NodeType == XmlNodeType.EndElement) break;
                if (reader.NodeType == XmlNodeType.Element)
                    throw Fault(IjwFaultCodes.UnexpectedElement, $"{frame.Current.Name} bevat een element, verwacht was een waarde.", type.Name, frame.Current.Name);
                length = Chunks(length).Length;
            }
        }

        positioned = false;
        ReadOnlySpan<char> text = buffer.AsSpan(0, length);
        if (type.Kind != ValueKind.Text) text = Values.Trim(text);
        if (type.Broken(text) is { } broken)
        {
            var version = frame.Current.Name is "BerichtVersie" or "BerichtSubversie";
            throw Fault(
                version ? IjwFaultCodes.WrongVersion : IjwFaultCodes.BadValue,
                version ? "Het bericht is niet van iJw 3.2." : $"{frame.Current.Name}: {type.Expected}.",
                $"{type.Name} {broken}".Trim(),
                frame.Current.Name);
        }

        return text;
    }

    /// <summary>Appends the text of the current node to the buffer after <paramref name="length"/> characters.</summary>
    private ReadOnlySpan<char> Chunks(int length)
    {
        try
        {
            while (true)
            {
                if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                var read = reader.ReadValueChunk(buffer, length, buffer.Length - length);
                if (read == 0) return buffer.AsSpan(0, length);
                length += read;
            }
        }
        catch (XmlException e)
        {
            throw Translate(e);
        }
    }

    private bool Read()
    {
        try
        {
            return reader.Read();
        }
        catch (XmlException e)
        {
            throw Translate(e);
        }
    }

    /// <summary>No class or value has attributes; XML Schema itself allows the location hints, and a type name when it is the element's own.</summary>
    private void CheckAttributes(ContentType type)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI == XmlnsNamespace) continue;
            var allowed = reader.NamespaceURI == InstanceNamespace && reader.LocalName switch
            {
                "schemaLocation" or "noNamespaceSchemaLocation" => true,
                "type" => NamesType(reader.Value, type),
                _ => false,
            };
            if (allowed) continue;
            Mark();
            throw Fault(IjwFaultCodes.UnexpectedAttribute, $"Het attribuut {Short(reader.Name)} is hier niet toegestaan.", type.Name);
        }

        reader.MoveToElement();
    }

    private bool NamesType(string value, ContentType type)
    {
        var name = value.Trim(' ', '\t', '\r', '\n');
        var colon = name.IndexOf(':');
        if (colon == 0 || type.Name.Length == 0) return false;
        var space = reader.LookupNamespace(colon < 0 ? "" : name[..colon]);
        return space == Table.NamespaceOf(type.Space) && name[(colon + 1)..] == type.Name;
    }

    /// <summary>One open class and how far its table has been followed.</summary>
    private sealed class Frame(ClassType type, string name, int ordinal)
    {
        public ClassType Type => type;

        public string Name => name;

        /// <summary>Which of its repeating kind this is, from 1; 0 when it does not repeat.</summary>
        public int Ordinal => ordinal;

        public bool Empty { get; init; }

        public int Next { get; private set; }

        /// <summary>How many of the repeating rule have been taken.</summary>
        public int Count { get; set; }

        public ElementRule Current { get; set; } = null!;

        public ElementRule Peek(string expected)
        {
            var rule = type.Elements[Next];
            return rule.Name == expected ? rule : throw new InvalidOperationException($"{name}: the table has {rule.Name} where the reader asks for {expected}.");
        }

        public ElementRule Advance(string expected)
        {
            var rule = Peek(expected);
            Next++;
            return rule;
        }
    }
}
