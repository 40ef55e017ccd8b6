using System.Globalization;
using System.Text;
using System.Xml;

namespace Inkoop.Ijw;

/// <summary>Writes one message in the order of its table and refuses what the table refuses, so that nothing invalid leaves the house.</summary>
internal sealed class Pen : IDisposable
{
    private readonly XmlWriter writer;
    private readonly MessageTable table;
    private readonly Stack<(ClassType Type, string Name, int Next)> open = new();

    public Pen(Stream stream, IjwMessage message)
    {
        table = MessageTables.All[message];
        writer = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineHandling = NewLineHandling.Entitize,
            CloseOutput = false,
        });
        writer.WriteStartDocument();
        writer.WriteStartElement(table.Prefix, "Bericht", table.Namespace);
        writer.WriteAttributeString("xmlns", "ijw", null, MessageTable.BaseNamespace);
        open.Push((table.Root, "Bericht", 0));
    }

    public string BerichtCode => table.BerichtCode;

    public void Dispose() => writer.Dispose();

    public void End()
    {
        Leave();
        writer.WriteEndDocument();
        writer.Flush();
    }

    public void Enter(string name)
    {
        var rule = Advance(name);
        WriteStart(rule);
        open.Push(((ClassType)rule.Type, name, 0));
    }

    public void Leave()
    {
        var (type, name, next) = open.Pop();
        if (next != type.Elements.Length && !type.Elements[next].Many) throw new InvalidOperationException($"{name} was left before {type.Elements[next].Name}.");
        writer.WriteEndElement();
    }

    /// <summary>A class that the message type or the data may leave out.</summary>
    public void Class<T>(string name, T? value, Action<Pen, T> write)
        where T : class
    {
        if (value is null)
        {
            Skip(name);
            return;
        }

        Enter(name);
        write(this, value);
        Leave();
    }

    /// <summary>A class that holds one repeating class; nothing at all when it is optional and there are none.</summary>
    public void Many<T>(string holder, string name, IEnumerable<T> values, Action<Pen, T> write)
    {
        using var each = values.GetEnumerator();
        if (!each.MoveNext())
        {
            Skip(holder);
            return;
        }

        Enter(holder);
        do
        {
            EnterOne(name);
            write(this, each.Current);
            Leave();
        }
        while (each.MoveNext());
        Leave();
    }

    /// <summary>Enters one more of a repeating class.</summary>
    public void EnterOne(string name)
    {
        var rule = Row(name);
        WriteStart(rule);
        open.Push(((ClassType)rule.Type, name, 0));
    }

    /// <summary>Retour codes; left out where the class has no place for them (a heenbericht) or may do without.</summary>
    public void Codes(IReadOnlyList<string> codes)
    {
        var (type, _, next) = open.Peek();
        if (next == type.Elements.Length) return;
        if (codes.Count == 0)
        {
            Skip("RetourCodes");
            return;
        }

        Enter("RetourCodes");
        foreach (var code in codes) WriteValue(Row("RetourCode"), code);
        Leave();
    }

    public void Text(string name, string? value)
    {
        if (value is null) Skip(name);
        else WriteValue(Advance(name), value);
    }

    public void Number(string name, long? value) => Text(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Date(string name, DateOnly? value) => Text(name, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Whole seconds: not every receiver reads a fraction.</summary>
    public void Time(string name, TimeOnly value) => Text(name, value.ToString("HH:mm:ss", CultureInfo.InvariantCulture));

    private void WriteStart(ElementRule rule) =>
        writer.WriteStartElement(rule.Space == IjwSpace.Base ? "ijw" : table.Prefix, rule.Name, table.NamespaceOf(rule.Space));

    private void WriteValue(ElementRule rule, string value)
    {
        var type = (ValueType)rule.Type;
        if (type.Broken(value) is { } broken) throw Fault(IjwFaultCodes.BadValue, rule.Name, $"{rule.Name}: {type.Expected}.", $"{type.Name} {broken}".Trim());
        try
        {
            WriteStart(rule);
            writer.WriteString(value);
            writer.WriteEndElement();
        }
        catch (ArgumentException e)
        {
            throw Fault(IjwFaultCodes.BadValue, rule.Name, $"{rule.Name} bevat een teken dat in XML niet mag.", type.Name, e);
        }
    }

    private void Skip(string name)
    {
        if (!Advance(name).Optional) throw Fault(IjwFaultCodes.MissingElement, name, $"{name} ontbreekt in {open.Peek().Name}.", "");
    }

    private ElementRule Advance(string name)
    {
        var rule = Row(name);
        var (type, outer, next) = open.Pop();
        open.Push((type, outer, next + 1));
        return rule;
    }

    private ElementRule Row(string name)
    {
        var (type, outer, next) = open.Peek();
        var rule = type.Elements[next];
        return rule.Name == name ? rule : throw new InvalidOperationException($"{outer}: the table has {rule.Name} where the writer has {name}.");
    }

    private IjwFaultException Fault(string code, string element, string message, string rule, Exception? inner = null)
    {
        var path = string.Concat(open.Reverse().Select(o => "/" + o.Name).Append("/" + element));
        return new(new IjwFault { Code = code, Path = path, Message = message, Rule = rule }, inner);
    }
}
