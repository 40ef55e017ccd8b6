using System.Text;
using Inkoop.Texts;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Files;

/// <summary>The payment file as Dutch spreadsheets and bookkeeping take it: semicolons, decimal commas, UTF-8 with a mark; one line an amount. A file that breaks off is not left behind.</summary>
internal sealed class PaymentFile : IAsyncDisposable
{
    private readonly string path;
    private readonly string unfinished;
    private readonly StreamWriter writer;

    public PaymentFile(string path)
    {
        this.path = path;
        unfinished = path + ".part";
        writer = new StreamWriter(new FileStream(unfinished, FileMode.Create, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
    }

    public async Task WriteHeaderAsync() =>
        await writer.WriteLineAsync("gemeente;aanbieder;aanbieder_id;contract;perceel;kenmerk;afgerekend;eerder_goedgekeurd_of_betaald;betwist;te_betalen;verschilregel;betaalrun");

    public async Task WriteAsync(PaymentLine line) => await writer.WriteLineAsync(string.Join(';',
        line.MunicipalityCode, Text(line.ProviderName), line.ProviderId, Text(line.ContractNumber), Text(line.LotId), Text(line.Key),
        Euro(line.SettledCents), Euro(line.BeforeCents), Euro(line.DisputedCents), Euro(line.Cents), line.IsDifference ? "ja" : "nee", line.RunId));

    /// <summary>Puts the file where it belongs; without this call nothing stays.</summary>
    public async Task FinishAsync()
    {
        await writer.FlushAsync();
        await writer.DisposeAsync();
        File.Move(unfinished, path, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        File.Delete(unfinished);
    }

    private static string Euro(long cents) => Formats.TypedCents(cents);

    // A text that a spreadsheet would run as a formula gets an apostrophe before it.
    private static string Text(string text)
    {
        var harmless = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return harmless.AsSpan().IndexOfAny(";\"\r\n") < 0 ? harmless : "\"" + harmless.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
