using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Inkoop.Cli.Files;
using Inkoop.Cli.Output;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop allocate</c>: records a disposition and allocates a product of a contract, which makes the JW301.</summary>
internal static class AllocateCommand
{
    private const int LargestFile = 1024 * 1024;

    public static Command Create(Runner runner)
    {
        var file = new Argument<string>("BESTAND") { Description = "JSON met disposition, client en allocation (product_id met volume en frequency, of category; extended_care vanaf 18 jaar); - leest van de standaardinvoer." };
        var folder = new Option<string>("--out") { Description = "Schrijf het JW301 in deze map.", HelpName = "MAP" };
        return runner.Does(new Command("allocate", "Leg een beschikking vast en wijs een product of een hele categorie toe; nog eens uitvoeren wijzigt niets.") { file, folder },
            (session, parsed, cancellationToken) => AllocateAsync(session, parsed.GetRequiredValue(file), parsed.GetValue(folder), cancellationToken));
    }

    private static async Task<int> AllocateAsync(Session session, string path, string? folder, CancellationToken cancellationToken)
    {
        var json = path == "-" ? await session.Input.ReadToEndAsync(cancellationToken) : Encoding.UTF8.GetString(InputFile.Read(path, LargestFile));
        var file = AllocationFile.Parse(json.TrimStart('\uFEFF'));
        var contractId = await session.Connection.ContractIdAsync(file.Allocation.Contract, cancellationToken);
        var dispositions = await session.Connection.DispositionsAsync(cancellationToken);
        var allocated = await dispositions.AllocateProductAsync(file.ToAllocate(contractId), cancellationToken: cancellationToken);
        var allocation = allocated.Allocation;
        var written = folder is null ? null : await new MessageFolder(folder).SaveAsync(
            await session.Connection.MessagesAsync(cancellationToken), allocated.MessageId, "Toewijzing aan de aanbieder sturen",
            $"JW301-{allocation.MunicipalityCode}-{allocation.Number}.xml", cancellationToken);

        if (session.Screen.Json)
        {
            session.Screen.Document(new JsonObject
            {
                ["disposition_id"] = allocated.Disposition.DispositionId,
                ["allocation"] = Document.Of(allocation),
                ["message_id"] = allocated.MessageId,
                ["file"] = written,
            });
            return Runner.Done;
        }

        session.Screen.Line($"Toewijzing {allocation.Number} van gemeente {allocation.MunicipalityCode}: {(allocation.ProductId.Length > 0 ? "product " + allocation.ProductId : $"hele categorie {allocation.Category} (aspecifiek)")}, contract {allocation.ContractNumber}, {Show.Period(allocation.StartsOn, allocation.EndsOn)}.");
        session.Screen.Line(written is null ? $"Het JW301 is klaar als bericht {allocated.MessageId}." : $"Het JW301 staat in {written}.");
        return Runner.Done;
    }
}
