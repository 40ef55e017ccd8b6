using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Inkoop.Cli.Files;
using Inkoop.Cli.Output;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop reference load</c>: municipalities with their youth region, from a table, valid from one day.</summary>
internal static class ReferenceCommands
{
    private const int RowsAMessage = 200;
    private static readonly string[] columnNames = ["gemeentecode", "gemeentenaam", "provincie", "jeugdregio"];

    public static Command Create(Runner runner)
    {
        var file = new Argument<string>("BESTAND") { Description = $"CSV of Excel met de kolommen {string.Join(", ", columnNames)}." };
        var validFrom = new Option<string>("--valid-from") { Description = "Eerste dag waarop de indeling geldt (jjjj-mm-dd).", HelpName = "DATUM", Required = true };
        var load = runner.Does(new Command("load", "Laad gemeenten en jeugdregio's; hetzelfde nog eens laden wijzigt niets.") { file, validFrom },
            (session, parsed, cancellationToken) => LoadAsync(session, parsed.GetRequiredValue(file), parsed.GetRequiredValue(validFrom), cancellationToken));
        return new Command("reference", "Stamgegevens: gemeenten en jeugdregio's.") { load };
    }

    private static async Task<int> LoadAsync(Session session, string path, string validFrom, CancellationToken cancellationToken)
    {
        if (!DateOnly.TryParseExact(validFrom, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            throw new Problem("date_invalid", $"{validFrom} is geen datum.", "Schrijf --valid-from als jjjj-mm-dd, zoals 2026-01-01.");
        var table = TableFile.Read(path);
        var columns = table.Columns(columnNames, []);
        var municipalities = table.Rows.Select(row => new Municipality
        {
            Code = row.At(columns["gemeentecode"]),
            Name = row.At(columns["gemeentenaam"]),
            Province = row.At(columns["provincie"]),
            Region = row.At(columns["jeugdregio"]),
        }).ToList();

        var requestId = RequestId.Of("reference", [validFrom, .. municipalities.SelectMany(row => new[] { row.Code, row.Name, row.Province, row.Region })]);
        var reference = await session.Connection.ReferenceAsync(cancellationToken);
        using var call = reference.LoadMunicipalities(cancellationToken: cancellationToken);
        await Streams.WriteAllAsync(call.RequestStream,
            municipalities.Chunk(RowsAMessage).Select(rows => new LoadMunicipalitiesRequest { Municipalities = { rows } })
                .Prepend(new LoadMunicipalitiesRequest { RequestId = requestId, ValidFrom = validFrom }), cancellationToken);
        var reply = await call;

        if (session.Screen.Json)
            session.Screen.Document(Document.Of(reply));
        else
            session.Screen.Line($"{municipalities.Count} gemeenten per {validFrom}: {reply.AddedCount} nieuw, {reply.ChangedCount} gewijzigd, {reply.UnchangedCount} ongewijzigd.");
        return Runner.Done;
    }
}
