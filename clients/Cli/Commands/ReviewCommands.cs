using System.CommandLine;
using Inkoop.Cli.Output;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop review show</c>: the quarterly review of a contract.</summary>
internal static class ReviewCommands
{
    public static Command Create(Runner runner)
    {
        var contract = new Argument<string>("CONTRACT") { Description = "Nummer of id." };
        var quarter = new Argument<string>("KWARTAAL") { Description = "Zoals 2026-Q1." };
        var show = runner.Does(new Command("show", "Toon het kwartaalgesprek.") { contract, quarter }, async (session, parsed, cancellationToken) =>
        {
            var contractId = await session.Connection.ContractIdAsync(parsed.GetRequiredValue(contract), cancellationToken);
            var reply = await (await session.Connection.ReviewsAsync(cancellationToken))
                .GetReviewAsync(new GetReviewRequest { ContractId = contractId, Quarter = parsed.GetRequiredValue(quarter) }, cancellationToken: cancellationToken);
            if (session.Screen.Json)
                session.Screen.Document(Document.Of(reply));
            else
                Write(session.Screen, reply.Review);
            return Runner.Done;
        });
        return new Command("review", "Kwartaalgesprekken bekijken.") { show };
    }

    private static void Write(Screen screen, Review review)
    {
        screen.Heading($"Kwartaalgesprek {review.Quarter}: contract {review.ContractNumber}, {review.ContractTitle}");
        screen.Line($"Aanbieder       {review.ProviderName}");
        if (review.Budget is { } budget)
        {
            screen.Line($"Afgerekend      {Show.Euro(budget.ProducedQuarterCents)} dit kwartaal, {Show.Euro(budget.ProducedYearCents)} dit jaar");
            screen.Line(budget.UsedShare.Length == 0
                ? "Budget          niet afgesproken"
                : $"Budget          {Show.Euro(budget.YearBudgetCents)}, {Show.Percentage(budget.UsedShare)} gebruikt{(!budget.Signal ? "" : budget.ProducedYearCents > budget.YearBudgetCents ? " (boven budget)" : " (signaal: 70% of meer)")}");
            screen.Line($"Regels          {Show.Number(budget.AcceptedLineCount)} goedgekeurd, {Show.Number(budget.RejectedLineCount)} afgekeurd");
            screen.Line($"Jeugdigen       {(budget.AllocatedClientCount < 0 ? "te klein om te tonen" : Show.Number(budget.AllocatedClientCount))}");
        }

        screen.Line();
        WriteIndicators(screen, review);
        WriteVolumes(screen, review);
        WriteStandings(screen, review);
        WriteActions(screen, review);
        foreach (var missing in review.Missing)
            screen.Line($"Ontbreekt: {missing}");
        foreach (var change in review.Changes)
            screen.Line($"Gewijzigd: {change.What}: {Show.OrDash(change.Before)} -> {Show.OrDash(change.After)}");
        screen.Line($"Opdrachtgever   {Signed(review.BuyerSignature)}");
        screen.Line($"Aanbieder       {Signed(review.ProviderSignature)}");
        if (review.Frozen)
            screen.Line($"Vastgesteld, SHA-256 {review.Digest}");
        foreach (var change in review.CorrectedLater)
            screen.Line($"Later gecorrigeerd: {change.What}: {Show.OrDash(change.Before)} -> {Show.OrDash(change.After)}");
    }

    private static void WriteIndicators(Screen screen, Review review)
    {
        if (review.Indicators.Count == 0)
            return;
        var table = Screen.Table("Indicator", "Teller>", "Noemer>", "Waarde>", "95%-interval", "Norm", "Kleur", "Oordeel");
        foreach (var result in review.Indicators)
        {
            table.Row(result.Name, Show.Number(result.Numerator), Show.Number(result.Denominator), Show.OrDash(Show.Decimal(result.Value)),
                result.IntervalLow.Length == 0 ? "-" : $"{Show.Decimal(result.IntervalLow)} - {Show.Decimal(result.IntervalHigh)}",
                $"{(result.AtMost ? "hoogstens" : "minstens")} {Show.Decimal(result.Norm)}{(result.IsDuty ? " (plicht)" : "")}", Show.Verdict(result.Colour), result.Verdict);
        }

        screen.Write(table);
    }

    private static void WriteVolumes(Screen screen, Review review)
    {
        if (review.Volumes.Count == 0)
            return;
        var table = Screen.Table("Product", "Omschrijving", "Gemeente", "Eenheid", "Volume>", "Bedrag>", "Vorig kwartaal>", "Regels>");
        foreach (var row in review.Volumes)
        {
            table.Row(row.ProductId, row.ProductDescription, $"{row.MunicipalityName} ({row.MunicipalityCode})", Show.Unit(row.Unit), Show.Number(row.Volume),
                Show.Euro(row.AmountCents), Show.Euro(row.PreviousAmountCents), Show.Number(row.LineCount));
        }

        screen.Write(table);
    }

    private static void WriteStandings(Screen screen, Review review)
    {
        if (review.Lots.Count == 0)
            return;
        var table = Screen.Table("Perceel", "Naam", "Bekostiging", "Gegeven", "Waarde>");
        foreach (var lot in review.Lots)
            foreach (var mark in lot.Marks)
                table.Row(lot.LotId, lot.Name, Show.Funding(lot.FundingModel), MarkText.Name(mark), MarkText.Value(mark));
        screen.Write(table);
    }

    private static void WriteActions(Screen screen, Review review)
    {
        if (review.Actions.Count == 0)
            return;
        var table = Screen.Table("Actie", "Wie", "Uiterlijk", "Stand", "Sinds");
        foreach (var action in review.Actions)
        {
            var state = action.Status == ActionStatus.Closed ? $"klaar {action.ClosedOn}" : action.Escalated ? "geëscaleerd" : action.Overdue ? "over tijd" : "open";
            table.Row(action.Text, action.Owner, action.DueOn, state, action.RaisedIn);
        }

        screen.Write(table);
    }

    private static string Signed(Signature? signature) =>
        signature is null ? "nog niet ondertekend" : $"ondertekend door {signature.SignedBy} op {Show.Moment(signature.SignedAt)}";
}
