using Inkoop.Ijw;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Ijw;

public class AnswersTests
{
    private static readonly AnswerStamp Stamp = new() { Identification = "A1", DatedOn = new(2026, 5, 8), Xsd = new() { Message = "1.0.1" } };
    private readonly IjwSamples samples = new(99);

    [Fact]
    public void a_declaration_accepted_whole_has_0200_in_the_header_and_8001_with_equal_totals()
    {
        var head = samples.Head();
        var answer = Answers.Judged(head, Stamp, []);
        answer.Codes.ShouldBe(["0200"]);
        var verdict = answer.Verdict.ShouldNotBeNull();
        verdict.Codes.ShouldBe(["8001"]);
        (verdict.Number, verdict.Submitted, verdict.Allowed).ShouldBe((head.Number, head.Total, head.Total));
        verdict.Clients.ShouldBeEmpty();
        (answer.Header.Sender, answer.Header.Receiver, answer.Header.Identification).ShouldBe((head.Header.Receiver, head.Header.Sender, "A1"));
        (answer.DeclarationIdentification, answer.DeclarationDatedOn, answer.DeclarationXsd)
            .ShouldBe((head.Header.Identification, head.Header.DatedOn, head.Header.Xsd));
    }

    [Fact]
    public void a_declaration_accepted_in_part_gives_the_rejected_lines_and_totals_that_differ_by_their_sum()
    {
        for (var i = 0; i < 300; i++)
        {
            var lines = samples.Lines(8).ToList();
            var head = samples.Head() with { Total = SignedAmount.Of(lines.Sum(l => l.Amount.Signed)) };
            var rejected = lines.Take(1 + i % 8).Select(l => l with { Codes = ["9322"] }).ToList();
            var verdict = Answers.Judged(head, Stamp, rejected).Verdict!;
            verdict.Codes.ShouldBe(["0200"]);
            verdict.Clients.ShouldAllBe(c => c.Codes.SequenceEqual(new[] { "0200" }) && c.Lines.Count > 0);
            verdict.Clients.Select(c => c.Bsn).ShouldBeUnique();
            verdict.Clients.SelectMany(c => c.Lines).ShouldBe(rejected, ignoreOrder: true);
            rejected.Sum(l => l.Amount.Signed).ShouldBe(verdict.Submitted.Signed - verdict.Allowed.Signed);
            if (verdict.Allowed.Cents == 0) verdict.Allowed.IsCredit.ShouldBeFalse();
        }
    }

    [Fact]
    public void a_message_rejected_whole_answers_with_its_header_only()
    {
        var answer = Answers.RejectedMessage(samples.Head().Header, Stamp, [Answers.Rejected]);
        answer.Codes.ShouldBe(["0001"]);
        answer.Verdict.ShouldBeNull();
    }

    [Fact]
    public void a_declaration_rejected_in_its_own_class_allows_nothing()
    {
        var head = samples.Head();
        var answer = Answers.RejectedDeclaration(head, Stamp, ["9333"]);
        answer.Codes.ShouldBe(["0200"]);
        answer.Verdict!.Codes.ShouldBe(["9333"]);
        (answer.Verdict.Submitted, answer.Verdict.Allowed).ShouldBe((head.Total, SignedAmount.Of(0)));
        answer.Verdict.Clients.ShouldBeEmpty();
    }

    [Fact]
    public void a_start_accepted_answers_with_a_header_without_codes_that_copies_the_original()
    {
        var start = samples.Start();
        var answer = Answers.Accepted(start, Stamp);
        answer.Header.Original.ShouldBe(start.Header);
        answer.Header.Codes.ShouldBeEmpty();
        answer.Client.ShouldBeNull();
        (answer.Header.Identification, answer.Header.DatedOn, answer.Header.Xsd).ShouldBe((Stamp.Identification, Stamp.DatedOn, Stamp.Xsd));
    }

    [Fact]
    public void a_start_rejected_in_a_product_says_so_there_and_0200_elsewhere()
    {
        var start = samples.Start() with { Products = [Product(1), Product(2)] };
        var answer = Answers.Rejection(start, Stamp, [], [["9019"], []]);
        answer.Header.Codes.ShouldBe(["0200"]);
        answer.Client!.Codes.ShouldBe(["0200"]);
        answer.Products.Select(p => p.Codes[0]).ShouldBe(["9019", "0200"]);
        answer.Products.Select(p => p.AllocationNumber).ShouldBe([1, 2]);
    }

    [Fact]
    public void products_of_a_rejected_client_were_not_judged()
    {
        var start = samples.Start() with { Products = [Product(1), Product(2)] };
        var answer = Answers.Rejection(start, Stamp, ["8187"], [[], []]);
        answer.Client!.Codes.ShouldBe(["8187"]);
        answer.Products.ShouldAllBe(p => p.Codes.SequenceEqual(new[] { "0233" }));
    }

    [Fact]
    public void a_rejection_says_why()
    {
        var start = samples.Start() with { Products = [Product(1)] };
        Should.Throw<ArgumentException>(() => Answers.Rejection(start, Stamp, [], [[]]));
        Should.Throw<ArgumentException>(() => Answers.RejectedMessage(start, Stamp, []));
        Should.Throw<ArgumentException>(() => Answers.Judged(samples.Head(), Stamp, [samples.Line(answered: false)]));
    }

    [StandardDataFact]
    public void every_answer_is_valid_by_the_published_schemas()
    {
        for (var i = 0; i < 300; i++)
        {
            var head = samples.Head();
            var (start, stop) = (samples.Start(), samples.Stop());
            IReadOnlyList<string>[] Codes(int count) => [.. Enumerable.Range(0, count).Select(n => n == 0 ? new[] { "9019", "9063" } : [])];
            Valid(s => IjwWriter.Write(s, Answers.Judged(head, Stamp, [])));
            var rejected = samples.Lines(5).Select(l => l with { Codes = ["9307", "9321"] }).ToList();
            Valid(s => IjwWriter.Write(s, Answers.Judged(head with { Total = SignedAmount.Of(0) }, Stamp, rejected)));
            Valid(s => IjwWriter.Write(s, Answers.RejectedMessage(head.Header, Stamp, ["0001"])));
            Valid(s => IjwWriter.Write(s, Answers.RejectedDeclaration(head, Stamp, ["9333"])));
            Valid(s => IjwWriter.Write(s, Answers.Accepted(start, Stamp)));
            Valid(s => IjwWriter.Write(s, Answers.RejectedMessage(start, Stamp, ["8848"])));
            Valid(s => IjwWriter.Write(s, Answers.Rejection(start, Stamp, [], Codes(start.Products.Count))));
            Valid(s => IjwWriter.Write(s, Answers.Accepted(stop, Stamp)));
            Valid(s => IjwWriter.Write(s, Answers.RejectedMessage(stop, Stamp, ["9056"])));
            Valid(s => IjwWriter.Write(s, Answers.Rejection(stop, Stamp, ["8187"], Codes(stop.Products.Count))));
        }
    }

    private static StartProduct Product(int number) => new() { AllocationNumber = number, From = new(2026, 4, 1), Status = "1" };

    private static void Valid(Action<Stream> write)
    {
        var xml = IjwSamples.Xml(write);
        IjwStandard.Complaint(xml).ShouldBeNull(xml);
    }
}
