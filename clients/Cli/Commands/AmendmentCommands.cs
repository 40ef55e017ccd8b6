using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Inkoop.Cli.Files;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop contract versions|compare|amend|index</c>: the life of a contract after its signature.</summary>
internal static class AmendmentCommands
{
    private const long LargestFile = 4 * 1024 * 1024;

    public static Command CreateVersions(Runner runner)
    {
        var contract = new Argument<string>("CONTRACT") { Description = "Nummer of id." };
        return runner.Does(new Command("versions", "Toon elke versie van een contract en wat er anders werd.") { contract }, async (session, parsed, cancellationToken) =>
        {
            var request = new ListContractVersionsRequest { ContractId = await session.Connection.ContractIdAsync(parsed.GetRequiredValue(contract), cancellationToken) };
            var reply = await (await session.Connection.ContractsAsync(cancellationToken)).ListContractVersionsAsync(request, cancellationToken: cancellationToken);
            if (session.Screen.Json)
            {
                session.Screen.Document(Document.Of(reply));
                return Runner.Done;
            }
            foreach (var version in reply.Versions)
            {
                session.Screen.Heading($"Versie {version.Version} ({Show.Status(version.Status)}), vastgelegd op {Show.Moment(version.RecordedAt)}");
                foreach (var (label, text) in new[] { ("Ingangsdatum", version.EffectiveFrom), ("Reden", version.Reason), ("Clausule", version.Clause), ("Na de termijn", version.OverrideReason) })
                    if (text.Length > 0) session.Screen.Line($"{label,-14}{text}");
                if (version.Changes.Count > 0) session.Screen.Write(ChangeText.Table(version.Changes));
            }
            return Runner.Done;
        });
    }

    public static Command CreateCompare(Runner runner)
    {
        var contract = new Argument<string>("CONTRACT") { Description = "Nummer of id." };
        var before = new Argument<int>("VERSIE") { Description = "De oudere versie." };
        var after = new Argument<int>("MET") { Description = "De versie waarmee u vergelijkt." };
        return runner.Does(new Command("compare", "Toon wat er tussen twee versies anders is.") { contract, before, after }, async (session, parsed, cancellationToken) =>
        {
            var request = new CompareContractVersionsRequest
            {
                ContractId = await session.Connection.ContractIdAsync(parsed.GetRequiredValue(contract), cancellationToken),
                Before = parsed.GetValue(before),
                After = parsed.GetValue(after),
            };
            var reply = await (await session.Connection.ContractsAsync(cancellationToken)).CompareContractVersionsAsync(request, cancellationToken: cancellationToken);
            if (session.Screen.Json) session.Screen.Document(Document.Of(reply));
            else if (reply.Changes.Count == 0) session.Screen.Line("Deze versies zeggen hetzelfde.");
            else session.Screen.Write(ChangeText.Table(reply.Changes));
            return Runner.Done;
        });
    }

    public static Command CreateAmend(Runner runner)
    {
        var file = new Argument<string>("BESTAND") { Description = "Het contract zoals het wordt, als JSON: begin met inkoop contract show NUMMER --json." };
        var from = new Option<string>("--from") { Description = "Ingangsdatum (jjjj-mm-dd).", HelpName = "DATUM", Required = true };
        var clause = new Option<string>("--clause") { Description = "Artikel dat de wijziging toestaat.", HelpName = "TEKST", Required = true };
        var reason = new Option<string>("--reason") { Description = "Waarom.", HelpName = "TEKST", Required = true };
        var overrideReason = new Option<string>("--override") { Description = "Waarom verlengen na de laatste dag van aankondiging nog kan.", HelpName = "TEKST" };
        var preview = new Option<bool>("--preview") { Description = "Toon alleen wat er verandert." };
        return runner.Does(new Command("amend", "Wijzig een ondertekend contract vanaf een dag.") { file, from, clause, reason, overrideReason, preview }, async (session, parsed, cancellationToken) =>
        {
            var becomes = Read(parsed.GetRequiredValue(file));
            var request = new AmendContractRequest
            {
                ContractId = becomes.ContractId,
                ExpectedVersion = becomes.Version,
                EffectiveFrom = parsed.GetRequiredValue(from),
                Clause = parsed.GetRequiredValue(clause),
                Reason = parsed.GetRequiredValue(reason),
                OverrideReason = parsed.GetValue(overrideReason) ?? "",
                Contract = becomes,
            };
            // Without the file's own version it would be another request after each change of the contract.
            request.RequestId = RequestId.Of("amend", request.ToByteArray());
            var contracts = await session.Connection.ContractsAsync(cancellationToken);
            var isPreview = parsed.GetValue(preview);
            var reply = isPreview
                ? await contracts.PreviewAmendmentAsync(request, cancellationToken: cancellationToken)
                : await contracts.AmendContractAsync(request, cancellationToken: cancellationToken);
            if (session.Screen.Json)
            {
                session.Screen.Document(Document.Of(reply));
                return Runner.Done;
            }
            session.Screen.Write(ChangeText.Table(reply.Changes));
            session.Screen.Line(isPreview
                ? "Er is niets vastgelegd."
                : $"Contract {reply.Contract.Number} is nu versie {reply.Contract.Version.ToString(CultureInfo.InvariantCulture)}.");
            return Runner.Done;
        });
    }

    public static Command CreateIndex(Runner runner)
    {
        var numbers = new Argument<string[]>("CONTRACT") { Description = "Nummers; geen: alle contracten die op de ingangsdatum lopen.", Arity = ArgumentArity.ZeroOrMore };
        var from = new Option<string>("--from") { Description = "Ingangsdatum (jjjj-mm-dd).", HelpName = "DATUM", Required = true };
        var percent = new Option<string>("--percent") { Description = "Percentage, zoals 4,249.", HelpName = "GETAL", Required = true };
        var decimals = GlobalOptions.Number("--decimals", "Decimalen van het nieuwe tarief (standaard 8).", 2, 8, 8);
        var clause = new Option<string>("--clause") { Description = "Artikel over indexering.", HelpName = "TEKST", Required = true };
        var reason = new Option<string>("--reason") { Description = "Waarom.", HelpName = "TEKST", Required = true };
        var preview = new Option<bool>("--preview") { Description = "Toon alleen de nieuwe tarieven." };
        return runner.Does(new Command("index", "Indexeer de tarieven van contracten vanaf een dag.") { numbers, from, percent, decimals, clause, reason, preview }, async (session, parsed, cancellationToken) =>
        {
            var request = new IndexTariffsRequest
            {
                EffectiveFrom = parsed.GetRequiredValue(from),
                Percent = parsed.GetRequiredValue(percent).Replace(',', '.'),
                Decimals = parsed.GetValue(decimals),
                Clause = parsed.GetRequiredValue(clause),
                Reason = parsed.GetRequiredValue(reason),
            };
            var contracts = await session.Connection.ContractsAsync(cancellationToken);
            request.Contracts.AddRange(await ChosenAsync(contracts, parsed.GetValue(numbers) ?? [], request.EffectiveFrom, cancellationToken));
            request.RequestId = RequestId.Of("index", request.ToByteArray());
            var isPreview = parsed.GetValue(preview);
            var reply = isPreview
                ? await contracts.PreviewIndexationAsync(request, cancellationToken: cancellationToken)
                : await contracts.IndexTariffsAsync(request, cancellationToken: cancellationToken);
            if (session.Screen.Json)
            {
                session.Screen.Document(Document.Of(reply));
                return Runner.Done;
            }
            var table = Screen.Table("Contract", "Aanbieder", "Product", "Omschrijving", "Was>", "Wordt>", "");
            foreach (var contract in reply.Contracts)
                foreach (var tariff in contract.Tariffs)
                    table.Row(contract.Number, contract.ProviderName, tariff.ProductId, tariff.Description, Show.Decimal(Show.OrDash(tariff.RateBefore)), Show.Decimal(Show.OrDash(tariff.RateAfter)), Skip(tariff.Skipped));
            session.Screen.Write(table);
            session.Screen.Line(isPreview ? "Er is niets vastgelegd." : $"{Show.Number(reply.Contracts.Count(contract => contract.Version > 0))} contracten hebben een nieuwe versie.");
            return Runner.Done;
        });
    }

    private static async Task<List<VersionedContract>> ChosenAsync(
        ContractService.ContractServiceClient contracts, string[] numbers, string from, CancellationToken cancellationToken)
    {
        var (all, _) = await Pages.ReadAsync(10_000, async (size, token) =>
        {
            var reply = await contracts.ListContractsAsync(new ListContractsRequest { Status = ContractStatus.Signed, PageSize = size, PageToken = token }, cancellationToken: cancellationToken);
            return new Page<ContractSummary>(reply.Contracts, reply.NextPageToken, reply.TotalCount);
        });
        var unknown = numbers.Except(all.Select(contract => contract.Number), StringComparer.OrdinalIgnoreCase).ToList();
        if (unknown.Count > 0)
            throw new Problem("contract_unknown", $"Geen ondertekend contract heet {string.Join(", ", unknown)}.", "Zie inkoop contract list.");
        return
        [
            .. all.Where(contract => numbers.Length > 0
                    ? numbers.Contains(contract.Number, StringComparer.OrdinalIgnoreCase)
                    : string.CompareOrdinal(contract.StartsOn, from) <= 0 && string.CompareOrdinal(from, contract.EndsOn) <= 0)
                .Select(contract => new VersionedContract { ContractId = contract.ContractId, ExpectedVersion = contract.Version }),
        ];
    }

    private static string Skip(IndexationSkip skip) => skip switch
    {
        IndexationSkip.Ended => "al geëindigd",
        IndexationSkip.Later => "begint later",
        IndexationSkip.Same => "blijft gelijk",
        IndexationSkip.NotChosen => "niet gekozen",
        _ => "",
    };

    /// <exception cref="Problem">No contract as <c>contract show --json</c> writes it.</exception>
    private static Contract Read(string path)
    {
        try
        {
            var json = JsonNode.Parse(InputFile.Read(path, LargestFile)) as JsonObject;
            var contract = Document.Parse<Contract>(json?["contract"] as JsonObject ?? json ?? []);
            return contract.ContractId.Length > 0 ? contract : throw new Problem("contract_unnamed", "In het bestand staat geen contract_id.", "Begin met inkoop contract show NUMMER --json.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidProtocolBufferException or InvalidOperationException)
        {
            throw new Problem("json_invalid", $"{path} is geen contract dat wij kunnen lezen: {exception.Message}", "Begin met inkoop contract show NUMMER --json.");
        }
    }
}
