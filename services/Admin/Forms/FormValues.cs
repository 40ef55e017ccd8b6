using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Inkoop.Admin.Texts;

namespace Inkoop.Admin.Forms;

/// <summary>What is wrong with one input.</summary>
public sealed record InputFault(string Path, string Text);

/// <summary>
/// What a person typed, by the field path of the proto message it becomes (<c>contract.lots[0].name</c>). One name serves the input, its id
/// and the fault that the service reports, so nothing has to be mapped and everything typed is kept.
/// </summary>
public sealed partial class FormValues
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly List<InputFault> faults = [];

    /// <summary>What is wrong; what one input stands for is said once.</summary>
    public IReadOnlyList<InputFault> Faults => aliases.Count == 0 ? faults : [.. faults.Where(fault => !aliases.TryGetValue(fault.Path, out var at) || !faults.Exists(other => other.Path == at))];

    /// <summary>A refusal of the whole, in Dutch; empty when there is none.</summary>
    public string Refusal { get; private set; } = "";

    /// <summary>Somebody else changed the subject since this form was made.</summary>
    public bool IsStale { get; private set; }

    public bool HasFaults => faults.Count > 0 || Refusal.Length > 0 || IsStale;

    public string this[string path]
    {
        get => values.GetValueOrDefault(path, "");
        set => values[path] = value;
    }

    public IEnumerable<string> Paths => values.Keys;

    public static FormValues Read(IFormCollection form)
    {
        var read = new FormValues();
        var called = FormRows.Dense([.. form.Keys.Where(name => !name.StartsWith("__", StringComparison.Ordinal) && name != "_handler").Take(FormRows.MostFields)]);
        foreach (var (name, path) in called)
            read.values[path] = form[name] is { Count: > 0 } value ? value[^1]?.Trim() ?? "" : "";
        return read;
    }

    /// <summary>An empty form with its own request id: the same id goes along with every attempt, so sending twice changes once.</summary>
    public static FormValues New(long expectedVersion = 0) => new()
    {
        ["request_id"] = Guid.CreateVersion7().ToString(),
        ["expected_version"] = expectedVersion.ToString(CultureInfo.InvariantCulture),
    };

    public string RequestId => this["request_id"];
    public long ExpectedVersion => long.TryParse(this["expected_version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
    public bool Ticked(string path) => this[path] is "true" or "on";

    /// <summary>A whole number. What cannot be read goes along as -1, which every service refuses, together with all other faults of the form.</summary>
    public long Whole(string path, bool required = true) => Number(path, NumberText.TryWhole, Words.Form.NotWhole, required);

    /// <summary>Euro as typed (1.234,56) in cents; -1 as in <see cref="Whole"/>.</summary>
    public long Cents(string path, bool required = true) => Number(path, NumberText.TryCents, Words.Form.NotMoney, required);

    /// <summary>A decimal as typed (1,45) in the notation of the wire; unreadable text goes along as it is and is refused there.</summary>
    public string Decimal(string path)
    {
        if (NumberText.TryDecimal(this[path], out var plain))
            return plain;
        faults.Add(new InputFault(path, this[path].Length == 0 ? Words.Form.Required : Words.Form.NotDecimal));
        return this[path];
    }

    /// <summary>A percentage as typed (30 or 12,5) as a share of one.</summary>
    public string Share(string path)
    {
        var plain = Decimal(path);
        return NumberText.TryDecimal(this[path], out _)
            ? (decimal.Parse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) / 100m).ToString("0.########", CultureInfo.InvariantCulture)
            : plain;
    }

    private delegate bool Parse(string text, out long value);

    private long Number(string path, Parse parse, string text, bool required)
    {
        if (this[path].Length == 0 && !required)
            return 0;
        if (parse(this[path], out var value))
            return value;
        faults.Add(new InputFault(path, this[path].Length == 0 ? Words.Form.Required : text));
        return -1;
    }

    public int Count(string list)
    {
        var count = 0;
        foreach (var path in values.Keys)
            if (path.StartsWith(list, StringComparison.Ordinal) && IndexPattern().Match(path, list.Length) is { Success: true } match && match.Index == list.Length)
                count = Math.Max(count, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1);
        return count;
    }

    /// <summary>Adds an empty row; <paramref name="field"/> is any field of it, so that the row exists.</summary>
    public void AddRow(string list, string field, string value = "") => this[$"{list}[{Count(list)}].{field}"] = value;

    public void RemoveRow(string list, int index)
    {
        var count = Count(list);
        for (var row = index; row < count; row++)
        {
            foreach (var path in values.Keys.Where(path => path.StartsWith($"{list}[{row}].", StringComparison.Ordinal)).ToList())
                values.Remove(path);
            foreach (var path in values.Keys.Where(path => path.StartsWith($"{list}[{row + 1}].", StringComparison.Ordinal)).ToList())
                values[$"{list}[{row}]." + path[$"{list}[{row + 1}].".Length..]] = values[path];
        }
    }

    public string? FaultOf(string path)
    {
        var own = Faults.Where(fault => fault.Path == path || (aliases.TryGetValue(fault.Path, out var at) && at == path)).Select(fault => fault.Text).Distinct().ToList();
        return own.Count == 0 ? null : string.Join(" ", own);
    }

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>What the input of a path is called on screen; every input says so while it is drawn.</summary>
    public void Name(string path, string label) => names[path] = label;

    private readonly Dictionary<string, string> aliases = new(StringComparer.Ordinal);

    /// <summary>One input stands for other fields of the message too, such as a choice of product for its contract.</summary>
    public void StandsFor(string path, params ReadOnlySpan<string> others)
    {
        foreach (var other in others) aliases[other] = path;
    }

    /// <summary>The input that a fault is about, or else what it stands in: its path, and its name with the numbers of its rows. Null when the form shows neither.</summary>
    public (string Path, string Name)? InputOf(string path)
    {
        for (var at = aliases.GetValueOrDefault(path, path); at.Length > 0; at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))])
            if (names.TryGetValue(at, out var name))
                return (at, string.Join(", ", Rows().Matches(at).Select(row => (int.Parse(row.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture))) is { Length: > 0 } rows ? $"{name} ({rows})" : name);
        return null;
    }

    public void Fault(string path, string text) => faults.Add(new InputFault(path, text));

    public void Refuse(string text) => Refusal = text;

    /// <summary>A refused form may be sent again with other content, which needs another request id.</summary>
    public void Renew() => this["request_id"] = Guid.CreateVersion7().ToString();

    /// <summary>Takes over what a service answered. False when it is not about the form: a missing permission, an unknown subject.</summary>
    public bool Take(RpcException e)
    {
        switch (e.StatusCode)
        {
            case StatusCode.InvalidArgument:
                var typed = faults.Select(fault => fault.Path).ToHashSet(StringComparer.Ordinal);
                faults.AddRange(Violations(e).Where(fault => !typed.Contains(fault.Path)));
                if (faults.Count == 0)
                    Refusal = e.Status.Detail;
                return true;
            case StatusCode.Aborted:
                IsStale = true;
                return true;
            case StatusCode.FailedPrecondition or StatusCode.AlreadyExists or StatusCode.ResourceExhausted:
                Refusal = e.Status.Detail;
                return true;
            case StatusCode.Unavailable or StatusCode.DeadlineExceeded:
                Refusal = Words.Form.Unreachable;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Takes over the faults of one row; what is not about an input of this form is said above it.</summary>
    public void TakeRow(IEnumerable<InputFault> found)
    {
        var typed = faults.Select(fault => fault.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var fault in found.Where(fault => !typed.Contains(fault.Path)))
            if (fault.Path == "expected_version")
                IsStale = true;
            else if (values.ContainsKey(fault.Path))
                faults.Add(fault);
            else
                Refusal = Refusal.Length == 0 ? fault.Text : Refusal + " " + fault.Text;
    }

    /// <summary>The bad fields in google.rpc.BadRequest of an INVALID_ARGUMENT.</summary>
    internal static IReadOnlyList<InputFault> Violations(RpcException e)
    {
        try
        {
            return [.. (e.GetRpcStatus()?.GetDetail<BadRequest>()?.FieldViolations ?? [])
                .Select(violation => new InputFault(violation.Field, violation.Description))];
        }
        catch (InvalidProtocolBufferException)
        {
            // Details are an extra: without them the status text is shown.
            return [];
        }
    }

    [GeneratedRegex(@"\[(\d{1,4})\]\.")]
    private static partial Regex IndexPattern();

    [GeneratedRegex(@"\[(\d{1,4})\]")]
    private static partial Regex Rows();
}
