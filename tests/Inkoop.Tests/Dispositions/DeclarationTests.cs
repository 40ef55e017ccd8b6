using Dapper;
using Grpc.Core;
using Inkoop.Dispositions;
using Inkoop.Ijw;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Ijw;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

public sealed class DeclarationTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    [StandardDataFact]
    public async Task the_worked_declarations_come_to_their_published_amounts()
    {
        var buying = await new Buying(app, "22222201").SignAsync();
        var allocation = await buying.AllocateAsync("A-1");

        (await buying.SendAsync(buying.Declaration("A1", 1, buying.Line(allocation, "R1", 1, 1_020)))).Status.ShouldBe(MessageStatus.Accepted);
        var dear = await buying.SendAsync(buying.Declaration("A2", 2, buying.Line(allocation, "R2", 2, 960, cents: 148)));
        dear.Status.ShouldBe(MessageStatus.Rejected);
        Buying.Codes(dear).ShouldBe(["0611"]);
        await buying.SendAsync(buying.Declaration("A3", 2, buying.Line(allocation, "R3", 2, 960)));
        var much = await buying.SendAsync(buying.Declaration("A4", 3, buying.Line(allocation, "R4", 3, 1_050)));
        Buying.Codes(much).ShouldBe(["9322"]);
        await buying.SendAsync(buying.Declaration("A5", 3, buying.Line(allocation, "R5", 3, 900)));
        await StandsAsync(2_880, 417_600);

        var early = await buying.SendAsync(buying.Declaration("A6", 3, buying.Line(allocation, "R6", 1, 1_000)));
        Buying.Codes(early).ShouldBe(["9389", "9322"], ignoreOrder: true);
        var correction = await buying.SendAsync(buying.Declaration("A7", 3,
            buying.Line(allocation, "R8", 1, 1_000), buying.Line(allocation, "R7", 1, 1_020, credits: "R1"))); // credits are booked first, wherever they stand
        correction.Status.ShouldBe(MessageStatus.Accepted);
        correction.AllowedCents.ShouldBe(145_000 - 147_900);
        await StandsAsync(2_860, 414_700);

        foreach (var answered in new[] { dear, much, correction })
        {
            var answer = await ReadAnswerAsync(buying, answered);
            answer.Verdict!.Submitted.Signed.ShouldBe(answered.SubmittedCents);
            answer.Verdict.Allowed.Signed.ShouldBe(answered.AllowedCents);
        }

        async Task StandsAsync(long volume, long cents)
        {
            var current = await buying.ReadAsync(allocation);
            current.UsedVolume.ShouldBe(volume);
            current.DeclaredCents.ShouldBe(cents);
        }
    }

    [StandardDataFact]
    public async Task the_published_declaration_breaks_a_rule_within_itself_and_books_nothing()
    {
        var buying = await PublishedAsync();
        var published = await buying.SendAsync(System.Text.Encoding.UTF8.GetBytes(IjwStandard.Example("JW323")));
        published.Status.ShouldBe(MessageStatus.Rejected);
        published.Findings.Select(finding => finding.Rule).ShouldContain("TR101");
        var answer = await ReadAnswerAsync(buying, published);
        answer.Codes.ShouldBe(["0001"]);
        answer.Verdict.ShouldBeNull();
        (await LinesAsync(published)).ShouldBeEmpty();

        // What counts as never sent has used up nothing: the mended message comes under the same identification and number.
        var xml = IjwStandard.Example("JW323");
        var from = xml.LastIndexOf("<jw323:Prestatie>", xml.IndexOf("<ijw:Begindatum>2026-03-01", StringComparison.Ordinal), StringComparison.Ordinal);
        var doubled = xml.LastIndexOf("<jw323:Prestatie>", from - 1, StringComparison.Ordinal);
        var mended = xml.Remove(doubled, from - doubled).Replace("<ijw:TotaalBedrag>79000<", "<ijw:TotaalBedrag>55000<", StringComparison.Ordinal);
        var judged = await buying.SendAsync(System.Text.Encoding.UTF8.GetBytes(mended));
        judged.Status.ShouldBe(MessageStatus.Partly);
        judged.Findings.ToLookup(finding => finding.ReferenceNumber, finding => finding.Code).ToDictionary(of => of.Key, of => string.Join(' ', of))
            .ShouldBe(new Dictionary<string, string> { ["RN001"] = "9341", ["RN003"] = "9341", ["RN004"] = "8187" }, ignoreOrder: true);
        judged.AllowedCents.ShouldBe(24_000);
        var verdict = (await ReadAnswerAsync(buying, judged)).Verdict!;
        verdict.Clients.SelectMany(client => client.Lines).Sum(line => line.Amount.Signed).ShouldBe(55_000 - 24_000);
        (await LinesAsync(judged)).ShouldBe(["RN002"]);
    }

    [Fact]
    public async Task two_messages_at_once_cannot_both_fit_under_one_volume()
    {
        var buying = await new Buying(app, "22222203").SignAsync();
        string[] children = ["999900006", "999900018", "111222333", "123456782"];
        foreach (var (bsn, i) in children.Select((bsn, i) => (bsn, i)))
        {
            var allocation = await buying.AllocateAsync($"C-{i}", bsn, volume: 1_000);
            var both = await Task.WhenAll(
                buying.SendAsync(buying.Declaration($"C{i}a", 3, buying.Line(allocation, $"C{i}a", 1, 600, bsn: bsn))),
                buying.SendAsync(buying.Declaration($"C{i}b", 3, buying.Line(allocation, $"C{i}b", 2, 600, bsn: bsn))));
            var outcomes = await Task.WhenAll(both.Select(message => buying.JudgedAsync(message.MessageId)));
            outcomes.Count(message => message.Status == MessageStatus.Accepted).ShouldBe(1);
            outcomes.SelectMany(Buying.Codes).ShouldBe(["9322"]);
            (await buying.ReadAsync(allocation)).UsedVolume.ShouldBe(600);
        }
    }

    [Fact]
    public async Task a_declaration_cut_off_half_way_is_finished_and_books_each_line_once()
    {
        const int LineCount = 36_000; // long enough to be caught half-way
        var buying = await new Buying(app, "22222204").SignAsync();
        var allocation = await buying.AllocateAsync("D-1", volume: 90_000_000);
        // A child has one good line a month; the rest names a product nobody contracted, which is judged and booked as rejected all the same.
        var lines = Enumerable.Range(1, LineCount).Select(i => i <= 3
            ? buying.Line(allocation, $"D{i}", i, 10)
            : buying.Line(allocation, $"D{i}", 1 + i % 3, 10) with { Code = Code(i) }).ToList();
        var file = buying.Declaration("D1", 3, lines);

        using var patience = new CancellationTokenSource();
        var requestId = buying.NextRequest();
        var sending = Buying.SendAsync(buying.Messages, file, requestId, patience.Token);
        var halfway = await Eventually.GetsAsync(
            async () => (await buying.Messages.ListMessagesAsync(new ListMessagesRequest { Kind = "JW323" })).Messages.FirstOrDefault(), message => message is { JudgedLineCount: > 0 }, TimeSpan.FromSeconds(60));
        halfway!.JudgedLineCount.ShouldBeLessThan(LineCount);
        await patience.CancelAsync();
        await Should.ThrowAsync<Exception>(() => sending);

        var judged = await buying.JudgedAsync(halfway.MessageId);
        judged.Status.ShouldBe(MessageStatus.Partly);
        judged.JudgedLineCount.ShouldBe(LineCount);
        judged.AllowedCents.ShouldBe(3 * 1_450);
        (await buying.ReadAsync(allocation)).UsedVolume.ShouldBe(30);
        (await PartsAsync(judged)).ShouldBe(Enumerable.Range(1, LineCount / 1_000));
        // The sender that lost its answer asks again under the same request: one message, not two.
        (await Buying.SendAsync(buying.Messages, file, requestId)).MessageId.ShouldBe(judged.MessageId);
    }

    [Fact]
    public async Task the_same_request_is_one_message_and_other_content_is_refused()
    {
        var buying = await new Buying(app, "22222205").SignAsync();
        var allocation = await buying.AllocateAsync("E-1");
        var file = buying.Declaration("E1", 1, buying.Line(allocation, "E1", 1, 100));
        var first = await buying.SendAsync(file, "same");
        (await buying.SendAsync(file, "same")).ShouldBe(first);
        await DispositionTests.StatusAsync(StatusCode.AlreadyExists, () => buying.SendAsync(buying.Declaration("E2", 1, buying.Line(allocation, "E2", 1, 100)), "same"));
        (await buying.Messages.ListMessagesAsync(new ListMessagesRequest { Kind = "JW323" })).TotalCount.ShouldBe(1);
        (await buying.ReadAsync(allocation)).UsedVolume.ShouldBe(100);
    }

    [Fact]
    public async Task identification_declaration_number_and_reference_are_used_once()
    {
        var buying = await new Buying(app, "22222206").SignAsync();
        var allocation = await buying.AllocateAsync("F-1");
        await buying.SendAsync(buying.Declaration("F1", 1, buying.Line(allocation, "F1", 1, 100)));

        var again = await buying.SendAsync(buying.Declaration("F1", 2, buying.Line(allocation, "F2", 2, 100)));
        Buying.Codes(again).ShouldBe(["9056"]);
        (await ReadAnswerAsync(buying, again)).Codes.ShouldBe(["9056"]);

        var number = System.Text.Encoding.UTF8.GetString(buying.Declaration("F3", 2, buying.Line(allocation, "F3", 2, 100))).Replace(">NF3<", ">NF1<", StringComparison.Ordinal);
        var numbered = await buying.SendAsync(System.Text.Encoding.UTF8.GetBytes(number));
        Buying.Codes(numbered).ShouldBe(["9333"]);
        var verdict = (await ReadAnswerAsync(buying, numbered)).Verdict!;
        verdict.Codes.ShouldBe(["9333"]);
        verdict.Allowed.Signed.ShouldBe(0);

        Buying.Codes(await buying.SendAsync(buying.Declaration("F4", 2, buying.Line(allocation, "F1", 2, 100)))).ShouldBe(["8021"]);
        Buying.Codes(await buying.SendAsync(buying.Declaration("F5", 2, buying.Line(allocation, "F5", 1, 100, credits: "F9")))).ShouldBe(["8017"]);
        (await buying.SendAsync(buying.Declaration("F6", 2, buying.Line(allocation, "F6", 1, 100, credits: "F1")))).Status.ShouldBe(MessageStatus.Accepted);
        Buying.Codes(await buying.SendAsync(buying.Declaration("F7", 2, buying.Line(allocation, "F7", 1, 100, credits: "F1")))).ShouldBe(["9390"]);
        (await buying.ReadAsync(allocation)).UsedVolume.ShouldBe(0);
    }

    [Fact]
    public async Task care_is_not_declared_before_its_month()
    {
        var buying = await new Buying(app, "22222207").SignAsync();
        var allocation = await buying.AllocateAsync("G-1");
        Buying.Codes(await buying.SendAsync(buying.Declaration("G1", 1, buying.Line(allocation, "G1", 2, 100)))).ShouldBe(["9319"]);
    }

    [Fact]
    public async Task an_allocation_with_accepted_lines_is_removed_only_after_they_are_credited()
    {
        var buying = await new Buying(app, "22222208").SignAsync();
        var allocation = await buying.AllocateAsync("H-1");
        await buying.SendAsync(buying.Declaration("H1", 1, buying.Line(allocation, "H1", 1, 100)));
        (await DispositionTests.StatusAsync(StatusCode.FailedPrecondition, RemoveAsync)).ShouldContain("allocation_has_accepted_lines");
        await buying.SendAsync(buying.Declaration("H2", 1, buying.Line(allocation, "H2", 1, 100, credits: "H1")));
        await RemoveAsync();
        Buying.Codes(await buying.SendAsync(buying.Declaration("H3", 1, buying.Line(allocation, "H3", 1, 100)))).ShouldContain("9384");

        async Task<RemoveAllocationReply> RemoveAsync() =>
            await buying.Officer.RemoveAllocationAsync(new RemoveAllocationRequest { RequestId = buying.NextRequest(), AllocationId = allocation.AllocationId, ExpectedVersion = 1 });
    }

    [Fact]
    public async Task what_is_no_message_is_kept_as_unreadable_and_gets_no_answer()
    {
        var buying = await new Buying(app, "22222209").SignAsync();
        foreach (var (xml, code) in new[]
        {
            ("<a>", "xml_malformed"),
            ("geen xml", "xml_malformed"),
            ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "dtd_forbidden"),
            ("<jw323:Bericht xmlns:jw323=\"http://www.istandaarden.nl/ijw/3_0/jw323/schema\"/>", "wrong_version"),
        })
        {
            var sent = await buying.SendAsync(System.Text.Encoding.UTF8.GetBytes(xml));
            sent.Status.ShouldBe(MessageStatus.Unreadable);
            sent.AnswerMessageId.ShouldBeEmpty();
            var finding = sent.Findings.ShouldHaveSingleItem();
            finding.Code.ShouldBe(code);
            finding.Text.ShouldNotBeEmpty();
        }

        var before = await CountAsync();
        (await DispositionTests.StatusAsync(StatusCode.FailedPrecondition, () => buying.SendAsync(new byte[25 * 1024 * 1024 + 1]))).ShouldContain("message_too_large");
        (await CountAsync()).ShouldBe(before);

        async Task<(long, int)> CountAsync() => (
            (await buying.Messages.ListMessagesAsync(new ListMessagesRequest())).TotalCount,
            Directory.GetFiles(app.Folder, "*", SearchOption.AllDirectories).Count(path => path.Contains("messages", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task a_defect_in_the_last_line_makes_the_whole_unreadable_and_says_where()
    {
        var buying = await new Buying(app, "22222210").SignAsync();
        var allocation = await buying.AllocateAsync("K-1");
        var good = System.Text.Encoding.UTF8.GetString(buying.Declaration("K1", 1, buying.Line(allocation, "K1", 1, 100)));
        var cut = await buying.SendAsync(System.Text.Encoding.UTF8.GetBytes(good[..^40]));
        cut.Status.ShouldBe(MessageStatus.Unreadable);
        var bad = await buying.SendAsync(System.Text.Encoding.UTF8.GetBytes(good.Replace(">100</", ">1OO</", StringComparison.Ordinal)));
        bad.Status.ShouldBe(MessageStatus.Unreadable);
        bad.Findings.Single().Path.ShouldContain("GeleverdVolume");
        bad.Findings.Single().Line.ShouldBeGreaterThan(0);
        (await buying.ReadAsync(allocation)).UsedVolume.ShouldBe(0);
    }

    [Fact]
    public async Task a_provider_sends_and_reads_as_itself_only()
    {
        var own = await new Buying(app, "22222211").SignAsync();
        var other = await new Buying(app, "22222212").SignAsync();
        var allocation = await other.AllocateAsync("L-1");
        var file = other.Declaration("L1", 1, other.Line(allocation, "L1", 1, 100));
        await DispositionTests.StatusAsync(StatusCode.PermissionDenied, () => own.SendAsync(file));
        var sent = await other.SendAsync(file);
        await DispositionTests.StatusAsync(StatusCode.PermissionDenied, () => own.Messages.GetMessageAsync(new GetMessageRequest { MessageId = sent.MessageId }));
        await DispositionTests.StatusAsync(StatusCode.PermissionDenied, () => own.Messages.GetMessageAsync(new GetMessageRequest { MessageId = Guid.CreateVersion7().ToString() }));
        await DispositionTests.StatusAsync(StatusCode.PermissionDenied, () => own.DownloadAsync(sent.MessageId));
        (await own.Messages.ListMessagesAsync(new ListMessagesRequest())).TotalCount.ShouldBe(0);

        // Somebody else's allocation number is no allocation of the sender's.
        Buying.Codes(await own.SendAsync(own.Declaration("L2", 1, own.Line(allocation, "L2", 1, 100)))).ShouldBe(["9338"]);
    }

    [Fact]
    public async Task an_officer_sends_on_behalf_and_says_why_when_downloading()
    {
        var buying = await new Buying(app, "22222213").SignAsync();
        var allocation = await buying.AllocateAsync("M-1");
        var sent = await Buying.SendAsync(buying.OfficersMessages, buying.Declaration("M1", 1, buying.Line(allocation, "M1", 1, 100)), "upload-1");
        sent.Status.ShouldBe(MessageStatus.Accepted);
        await DispositionTests.StatusAsync(StatusCode.InvalidArgument, () => buying.DownloadAsync(sent.MessageId, buying.OfficersMessages));
        (await buying.DownloadAsync(sent.MessageId, buying.OfficersMessages, "controle")).ShouldContain(">M1<");
        await DispositionTests.StatusAsync(StatusCode.PermissionDenied, () => buying.DownloadAsync(sent.MessageId, app.Client<MessageService.MessageServiceClient>(Role.Operator), "kijken"));
        (await DispositionTests.StatusAsync(StatusCode.FailedPrecondition,
            () => Buying.SendAsync(buying.OfficersMessages, new Buying(app, "99999999").Declaration("M2", 1, buying.Line(allocation, "M2", 1, 1)), "upload-2"))).ShouldContain("sender_unknown");
    }

    // Within one message a product stands once for an allocation and period (TR416).
    private static string Code(int i) => "Z" + i.ToString("X4");

    private async Task<Buying> PublishedAsync()
    {
        var buying = await new Buying(app, "65656055", "0384").SignAsync(
            Buying.Make("45A03", "82", DeliveryVariant.Output, "12.50"), Buying.Make("45A04", "04", DeliveryVariant.Effort, "15.00"));
        await buying.AllocateAsync("P-1", volume: 10, product: "45A03", until: "2026-12-31", number: 10072);
        await buying.AllocateAsync("P-2", volume: 100, until: "2026-12-31", number: 10073);
        await buying.AllocateAsync("P-3", "999900018", volume: 10, product: "45A03", until: "2026-12-31", number: 10074);
        return buying;
    }

    private static async Task<DeclarationAnswer> ReadAnswerAsync(Buying buying, Message message)
    {
        var xml = await buying.DownloadAsync(message.AnswerMessageId);
        if (StandardData.Folder is not null)
            IjwStandard.Complaint(xml).ShouldBeNull();
        using var reader = IjwReader.Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(xml)));
        return reader.ReadDeclarationAnswer();
    }

    private async Task<IReadOnlyList<string>> LinesAsync(Message message) =>
        await app.Services.GetRequiredService<DispositionsDatabase>().ReadAsync<IReadOnlyList<string>>(async connection =>
            [.. await connection.QueryAsync<string>("SELECT reference_number FROM declaration_line WHERE message_id = @MessageId", message)], CancellationToken.None);

    private async Task<IReadOnlyList<int>> PartsAsync(Message message)
    {
        var payloads = await app.Services.GetRequiredService<DispositionsDatabase>().ReadAsync<IReadOnlyList<string>>(async connection =>
            [.. await connection.QueryAsync<string>("SELECT payload FROM event WHERE type = 'LinesJudged' AND subject = @subject ORDER BY sequence", new { subject = "message/" + message.MessageId })], CancellationToken.None);
        return [.. payloads.Select(payload => System.Text.Json.JsonDocument.Parse(payload).RootElement.EnumerateObject().Single(property => property.Name.Equals("part", StringComparison.OrdinalIgnoreCase)).Value.GetInt32())];
    }
}
