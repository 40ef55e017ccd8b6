using System.CommandLine;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using Inkoop.Cli.Files;
using Inkoop.Cli.Output;
using Inkoop.Wire.Dispositions.V1;
using Spectre.Console;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop messages send|list</c>: the iJw traffic of a provider.</summary>
internal static class MessageCommands
{
    private const int Chunk = 64 * 1024;
    private const long LargestFile = 25 * 1024 * 1024;
    private static readonly TimeSpan glance = TimeSpan.FromMilliseconds(200);

    /// <summary>What became of one file.</summary>
    private sealed record Sent(string File, Message? Message, string? AnswerFile, Trouble? Trouble);

    public static Command Create(Runner runner) => new("messages", "iJw-berichten sturen en bekijken.") { CreateSend(runner), CreateList(runner) };

    private static Command CreateSend(Runner runner)
    {
        var files = new Argument<string[]>("BESTAND") { Description = "Een of meer berichten (JW305, JW307, JW323).", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<string>("--out") { Description = "Schrijf de retourberichten in deze map.", HelpName = "MAP" };
        var wait = GlobalOptions.Number("--wait", "Wacht hoogstens zoveel seconden op het antwoord (standaard 300).", 0, 86_400, 300);
        return runner.Does(new Command("send", "Stuur berichten en wacht op het antwoord; hetzelfde bestand nog eens sturen kan geen kwaad.") { files, folder, wait },
            (session, parsed, cancellationToken) => SendAsync(session, parsed.GetRequiredValue(files), parsed.GetValue(folder), TimeSpan.FromSeconds(parsed.GetValue(wait)), cancellationToken));
    }

    private static async Task<int> SendAsync(Session session, string[] files, string? folder, TimeSpan wait, CancellationToken cancellationToken)
    {
        // Nothing goes out before every name is right: half a batch is harder to put straight than none.
        foreach (var file in files)
            InputFile.Require(file, LargestFile);
        var messages = await session.Connection.MessagesAsync(cancellationToken);
        var results = new List<Sent>();
        foreach (var file in files)
        {
            try
            {
                results.Add(await SendAsync(session, messages, file, folder, wait, cancellationToken));
            }
            catch (RpcException exception) when (exception.StatusCode is not (StatusCode.Unavailable or StatusCode.Unauthenticated or StatusCode.Cancelled))
            {
                results.Add(new Sent(file, null, null, Trouble.Of(exception)));
            }
        }

        Report(session.Screen, results);
        if (results.Any(result => result.Message is null or { Status: MessageStatus.Received }))
            return Runner.Failed;
        return results.All(result => result.Message!.Status == MessageStatus.Accepted) ? Runner.Done : Runner.Rejected;
    }

    private static async Task<Sent> SendAsync(Session session, MessageService.MessageServiceClient messages, string file, string? folder, TimeSpan wait, CancellationToken cancellationToken)
    {
        var bytes = InputFile.Read(file, LargestFile);
        var name = Path.GetFileName(file);
        var message = await WatchAsync(session.Screen, name, async show =>
        {
            var received = await UploadAsync(messages, name, bytes, sent => show("versturen", sent, bytes.Length), cancellationToken);
            return await AnsweredAsync(messages, received, wait, session.Clock, judged => show("beoordelen", judged.JudgedLineCount, judged.LineCount), cancellationToken);
        });

        string? answer = null;
        if (folder is not null && message.AnswerMessageId.Length > 0)
        {
            var kind = (await messages.GetMessageAsync(new GetMessageRequest { MessageId = message.AnswerMessageId }, cancellationToken: cancellationToken)).Message.Kind;
            answer = await new MessageFolder(folder).SaveAsync(messages, message.AnswerMessageId, "Retourbericht verwerken", $"{Path.GetFileNameWithoutExtension(name)}-{kind}.xml", cancellationToken);
        }

        return new Sent(file, message, answer, null);
    }

    private static async Task<Message> UploadAsync(MessageService.MessageServiceClient messages, string name, byte[] bytes, Action<long> sent, CancellationToken cancellationToken)
    {
        using var call = messages.SendMessage(cancellationToken: cancellationToken);
        long done = 0;
        await Streams.WriteAllAsync(call.RequestStream, Parts(name, bytes), cancellationToken, part => sent(done += part.Chunk.Length));
        return (await call).Message;
    }

    private static IEnumerable<SendMessageRequest> Parts(string name, byte[] bytes)
    {
        yield return new SendMessageRequest { RequestId = RequestId.Of("message", bytes), FileName = name };
        for (var at = 0; at < bytes.Length; at += Chunk)
            yield return new SendMessageRequest { Chunk = UnsafeByteOperations.UnsafeWrap(bytes.AsMemory(at, Math.Min(Chunk, bytes.Length - at))) };
    }

    private static async Task<Message> AnsweredAsync(MessageService.MessageServiceClient messages, Message message, TimeSpan wait, TimeProvider clock, Action<Message> judged, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var timer = new PeriodicTimer(glance, clock);
        while (message.Status == MessageStatus.Received && clock.GetElapsedTime(started) < wait)
        {
            judged(message);
            await timer.WaitForNextTickAsync(cancellationToken);
            message = (await messages.GetMessageAsync(new GetMessageRequest { MessageId = message.MessageId }, cancellationToken: cancellationToken)).Message;
        }

        return message;
    }

    private static async Task<Message> WatchAsync(Screen screen, string name, Func<Action<string, long, long>, Task<Message>> work)
    {
        if (screen.Progress is not { } console)
            return await work((_, _, _) => { });
        return await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            var task = context.AddTask(Markup.Escape(name));
            return await work((what, done, all) =>
            {
                task.Description = $"{Markup.Escape(name)}: {what}";
                task.MaxValue = Math.Max(all, 1);
                task.Value = done;
            });
        });
    }

    private static void Report(Screen screen, List<Sent> results)
    {
        if (screen.Json)
        {
            screen.Document(new JsonObject
            {
                ["results"] = new JsonArray([.. results.Select(result => new JsonObject
                {
                    ["file"] = result.File,
                    ["message"] = result.Message is null ? null : Document.Of(result.Message),
                    ["answer_file"] = result.AnswerFile,
                    ["error"] = result.Trouble is null ? null : Screen.ToJson(result.Trouble),
                })]),
            });
            return;
        }

        var table = Screen.Table("Bestand", "Bericht", "Uitkomst", "Regels>", "Afgekeurd>", "Ingediend>", "Toegekend>", "Retour");
        foreach (var result in results)
        {
            if (result.Message is not { } message)
                table.Row(result.File, "-", "niet ontvangen", "-", "-", "-", "-", "-");
            else
            {
                table.Row(result.File, Show.OrDash(message.Kind), Show.Status(message.Status), Show.Number(message.LineCount), Show.Number(message.RejectedLineCount),
                    Show.Euro(message.SubmittedCents), Show.Euro(message.AllowedCents), result.AnswerFile ?? "-");
            }
        }

        screen.Write(table);
        WriteFindings(screen, results);
        foreach (var result in results)
        {
            if (result.Trouble is { } trouble)
            {
                screen.Note($"{result.File}:");
                screen.Report(trouble);
            }
            else if (result.Message!.Status == MessageStatus.Received)
                screen.Note($"{result.File} is ontvangen maar nog niet beoordeeld. Stuur het later nog eens: dat geeft het antwoord, zonder dubbel te tellen.");
        }
    }

    private static void WriteFindings(Screen screen, List<Sent> results)
    {
        if (results.All(result => result.Message is null or { Findings.Count: 0 }))
            return;
        var table = Screen.Table("Bestand", "Regel>", "Code", "Controle", "Bevinding", "Plaats", "Kenmerk", "Toewijzing");
        foreach (var (file, message) in results.Where(result => result.Message is not null).Select(result => (result.File, result.Message!)))
        {
            foreach (var finding in message.Findings)
            {
                table.Row(Path.GetFileName(file), finding.Line > 0 ? Show.Number(finding.Line) : "-", finding.Code, finding.Rule, finding.Text, finding.Path,
                    Show.OrDash(finding.ReferenceNumber), Show.OrDash(finding.AllocationNumber));
            }
        }

        screen.Write(table);
    }

    private static Command CreateList(Runner runner)
    {
        var kind = new Option<string>("--kind") { Description = "Alleen deze soort, zoals JW323.", HelpName = "SOORT" };
        var search = new Option<string>("--search") { Description = "Deel van kenmerk, declaratienummer of bestandsnaam.", HelpName = "TEKST" };
        var limit = GlobalOptions.Number("--limit", "Hoogstens zoveel (standaard 100).", 1, 10_000, 100);
        return runner.Does(new Command("list", "Toon de berichten, nieuwste eerst.") { kind, search, limit }, async (session, parsed, cancellationToken) =>
        {
            var messages = await session.Connection.MessagesAsync(cancellationToken);
            var (found, total) = await Pages.ReadAsync(parsed.GetValue(limit), async (size, token) =>
            {
                var reply = await messages.ListMessagesAsync(new ListMessagesRequest
                {
                    Kind = (parsed.GetValue(kind) ?? "").ToUpperInvariant(),
                    Search = parsed.GetValue(search) ?? "",
                    PageSize = size,
                    PageToken = token,
                }, cancellationToken: cancellationToken);
                return new Page<Message>(reply.Messages, reply.NextPageToken, reply.TotalCount);
            });
            if (session.Screen.Json)
            {
                session.Screen.Document(new JsonObject { ["messages"] = Document.Of(found), ["total_count"] = total });
                return Runner.Done;
            }

            var table = Screen.Table("Ontvangen", "Soort", "Richting", "Kenmerk", "Afzender", "Ontvanger", "Status", "Regels>", "Afgekeurd>", "Bericht-id");
            foreach (var message in found)
            {
                table.Row(Show.Moment(message.ReceivedAt), Show.OrDash(message.Kind), message.Incoming ? "in" : "uit", message.Identification, message.Sender, message.Receiver,
                    Show.Status(message.Status), Show.Number(message.LineCount), Show.Number(message.RejectedLineCount), message.MessageId);
            }

            Pages.Write(session.Screen, table, found.Count, total, "berichten");
            return Runner.Done;
        });
    }
}
