using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using Inkoop.AllInOne;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Platform.V1;
using Shouldly;

namespace Inkoop.Tests.Upgrade;

/// <summary>The data folder that an earlier release left, and what it answered; README.md says what is in it.</summary>
internal static class EarlierRelease
{
    private static readonly string folder = Path.Combine(Repository.Root, "tests/Inkoop.Tests/Upgrade");

    /// <summary>Every service of the present release.</summary>
    public static IReadOnlyList<string> Services { get; } = [.. AllInOneHost.Modules().Select(module => module.Name)];

    public static IReadOnlyList<Answer> Answers { get; } = Upgrade.Answers.Read(Path.Combine(folder, "answers.json"));

    /// <summary>Entries by service, oldest first: sequence, id, type, subject and its version, actor, moment and a digest of the payload.</summary>
    public static IReadOnlyDictionary<string, string[]> Logs { get; } =
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(Path.Combine(folder, "logs.json")))!;

    public static void UnpackInto(string data) => ZipFile.ExtractToDirectory(Path.Combine(folder, "data.zip"), data);

    /// <summary>What rightly differs, each with its reason above it in the file.</summary>
    public static IReadOnlyList<string> ExpectedDifferences() =>
        [.. File.ReadLines(Path.Combine(folder, "differences.txt")).Where(line => line.Length > 0 && line[0] != '#')];

    /// <summary>Until nothing waits and no figure is to be made; twice, because figures are told in events of their own.</summary>
    public static async Task WorkedThroughAsync(InkoopSystem system)
    {
        foreach (var service in Services.Concat(Services))
        {
            var log = system.ClientOf<EventLogService.EventLogServiceClient>(service, Role.Operator);
            var state = await Eventually.GetsAsync(async () => await log.ListProjectionsAsync(new ListProjectionsRequest { Service = service }, new CallOptions().WithWaitForReady()),
                state => state.WaitingCount + state.UnfinishedCount == 0);
            state.ParkedCount.ShouldBe(0, service);
        }
    }

    /// <summary>Answers, logs and personal data are what they were, except for what is listed as different.</summary>
    public static async Task StandsAsync(InkoopSystem system)
    {
        await WorkedThroughAsync(system);
        var differences = new List<string>();
        foreach (var answer in Answers)
        {
            var now = await Upgrade.Answers.AskAsync(system, answer);
            differences.AddRange(Differences.Between(answer, now).Select(difference => difference.ToString().TrimEnd()));
        }
        var expected = ExpectedDifferences();
        string.Join('\n', differences.Except(expected)).ShouldBeEmpty("differs, and should not");
        string.Join('\n', expected.Except(differences)).ShouldBeEmpty("should differ, and does not");

        foreach (var (service, before) in Logs)
            (await LogAsync(system, service)).Take(before.Length).ShouldBe(before, service);
        await PersonalDataAsync(system);
    }

    public static async Task<IReadOnlyList<string>> LogAsync(InkoopSystem system, string service)
    {
        var log = system.ClientOf<EventLogService.EventLogServiceClient>(service, Role.Auditor);
        var entries = new List<LoggedEvent>();
        var request = new ListEventsRequest { Service = service, PageSize = 200 };
        do
        {
            var page = await log.ListEventsAsync(request);
            entries.AddRange(page.Events);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return [.. entries.OrderBy(entry => entry.Sequence).Select(Line)];
    }

    private static string Line(LoggedEvent entry) => string.Join(' ',
        entry.Sequence, entry.EventId, entry.Type, entry.Subject, entry.SubjectVersion, entry.Actor, $"{entry.OccurredAt.ToDateTimeOffset():O}",
        Digest(Encoding.UTF8.GetBytes(entry.PayloadJson)));

    /// <summary>What was encrypted then opens now: messages, a client, and the finding of a client by number.</summary>
    private static async Task PersonalDataAsync(InkoopSystem system)
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "personal.json")))!;
        var messages = system.Client<MessageService.MessageServiceClient>(Role.ProcurementOfficer);
        foreach (var (id, message) in recorded["messages"]!.AsObject())
        {
            using var call = messages.DownloadMessage(new DownloadMessageRequest { MessageId = id, Purpose = "Toets" });
            using var file = new MemoryStream();
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
                call.ResponseStream.Current.Chunk.WriteTo(file);
            Digest(file.ToArray()).ShouldBe((string?)message!["sha256"], (string?)message["kind"]);
        }

        var dispositions = system.Client<DispositionService.DispositionServiceClient>(Role.ProcurementOfficer);
        var one = await dispositions.GetDispositionAsync(new GetDispositionRequest { DispositionId = (string)recorded["disposition"]!, Purpose = "Toets" });
        one.Disposition.Client.ShouldBe(JsonParser.Default.Parse<Client>(recorded["client"]!.ToJsonString()));
        var found = await dispositions.ListDispositionsAsync(new ListDispositionsRequest { Bsn = (string)recorded["bsn"]!, Purpose = "Toets" });
        found.TotalCount.ShouldBe((long)recorded["dispositionsOfBsn"]!);
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
