using System.Globalization;
using Inkoop.Admin.Forms;
using Inkoop.Admin.Texts;
using Inkoop.Texts;
using Inkoop.Wire.Contracts.V1;
using KindCase = Inkoop.Wire.Contracts.V1.SettlementFact.KindOneofCase;

namespace Inkoop.Admin.Components.Pages.Facts;

internal enum FactInput { Text, Municipality, Whole, Cents, Share, Day }

/// <summary>One thing that a fact tells: its field of the message, and how a person gives and reads it.</summary>
internal sealed record FactField(string Name, string Label, FactInput Input = FactInput.Text, string Help = "", bool Optional = false);

/// <summary>The kinds of facts between the wire and what a person types.</summary>
internal static class FactForm
{
    public static IReadOnlyList<string> OfRegion { get; } = ["population", "use", "merger", "municipality_budget"];

    public static IReadOnlyList<string> OfContract { get; } = ["advance", "volume", "kpi", "breach", "part_reached", "outcome", "determination", "cost", "use"];

    /// <summary>What a provider accounts for itself; the rest is for the buyers.</summary>
    public static IReadOnlyList<string> OfProvider { get; } = ["volume", "cost", "part_reached", "outcome"];

    public static bool IsKind(string kind) => OfRegion.Contains(kind) || OfContract.Contains(kind);

    public static string Kind(SettlementFact fact) => Names.KindOf(fact);

    public static IReadOnlyList<FactField> Fields(string kind) => kind switch
    {
        "population" => [Municipality, Year, new("inhabitants", Words.Fact.Inhabitants, FactInput.Whole), new("youths", Words.Fact.Youths, FactInput.Whole)],
        "use" => [Municipality, Year, new("youths", Words.Fact.YouthsInCare, FactInput.Whole)],
        "merger" => [new("old_code", Words.Fact.OldCode, FactInput.Municipality), new("new_code", Words.Fact.NewCode, FactInput.Municipality), new("from", Words.Fact.From, FactInput.Day)],
        "municipality_budget" => [Municipality, Year, new("budget_cents", Words.Fact.BudgetAmount, FactInput.Cents)],
        "breach" => [new("reason", Words.Fact.Reason), new("on", Words.Fact.On, FactInput.Day), new("months", Words.Fact.Months, FactInput.Whole), new("share", Words.Fact.DiscountShare, FactInput.Share)],
        "part_reached" => [new("allocation_id", Words.Fact.AllocationId, Help: Words.Fact.AllocationIdHelp), new("part", Words.Fact.Part, FactInput.Whole, Words.Fact.PartHelp), new("on", Words.Fact.On, FactInput.Day)],
        "outcome" =>
        [
            new("measurement", Words.Fact.Measurement, Help: Words.Fact.MeasurementHelp), new("on", Words.Fact.On, FactInput.Day), new("participants", Words.Fact.Participants, FactInput.Whole),
            new("results", Words.Fact.Results, FactInput.Whole), new("municipality_code", Words.Col.Municipality, FactInput.Municipality, Optional: true), new("verified_by", Words.Fact.VerifiedBy, Help: Words.Fact.VerifiedByHelp, Optional: true),
        ],
        "determination" => [new("determined_cents", Words.Fact.Determined, FactInput.Cents), new("accountability_report_id", Words.Fact.Report)],
        "advance" => [new("on", Words.Fact.On, FactInput.Day), new("cents", Words.Fact.Amount, FactInput.Cents)],
        "volume" => [Year, new("volume", Words.Fact.Volume, FactInput.Whole)],
        "kpi" => [new("indicator_code", Words.Fact.IndicatorCode), Year, new("released_share", Words.Fact.Released, FactInput.Share)],
        "cost" => [Year, new("execution_cents", Words.Fact.Execution, FactInput.Cents), new("reserve_cents", Words.Fact.Reserve, FactInput.Cents)],
        _ => [],
    };

    private static FactField Municipality => new("municipality_code", Words.Col.Municipality, FactInput.Municipality);

    private static FactField Year => new("year", Words.Contract.Year, FactInput.Whole);

    public static SettlementFact Read(string kind, FormValues form)
    {
        var fact = new SettlementFact { ContractId = form["fact.contract_id"], LotId = form["fact.lot_id"] };
        string Text(string name) => form[$"fact.{kind}.{name}"];
        long Whole(string name) => form.Whole($"fact.{kind}.{name}");
        int Small(string name) => (int)Math.Min(Whole(name), int.MaxValue);
        long Cents(string name) => form.Cents($"fact.{kind}.{name}");
        string Share(string name) => form.Share($"fact.{kind}.{name}");
        switch (kind)
        {
            case "population": fact.Population = new() { MunicipalityCode = Text("municipality_code"), Year = Small("year"), Inhabitants = Whole("inhabitants"), Youths = Whole("youths") }; break;
            case "use": fact.Use = new() { MunicipalityCode = Text("municipality_code"), Year = Small("year"), Youths = Whole("youths") }; break;
            case "merger": fact.Merger = new() { OldCode = Text("old_code"), NewCode = Text("new_code"), From = Text("from") }; break;
            case "municipality_budget": fact.MunicipalityBudget = new() { MunicipalityCode = Text("municipality_code"), Year = Small("year"), BudgetCents = Cents("budget_cents") }; break;
            case "breach": fact.Breach = new() { Reason = Text("reason"), On = Text("on"), Months = Small("months"), Share = Share("share") }; break;
            case "part_reached": fact.PartReached = new() { AllocationId = Text("allocation_id"), Part = Small("part"), On = Text("on") }; break;
            case "outcome": fact.Outcome = new() { Measurement = Text("measurement"), On = Text("on"), Participants = Whole("participants"), Results = Whole("results"), MunicipalityCode = Text("municipality_code"), VerifiedBy = Text("verified_by") }; break;
            case "determination": fact.Determination = new() { DeterminedCents = Cents("determined_cents"), AccountabilityReportId = Text("accountability_report_id") }; break;
            case "advance": fact.Advance = new() { On = Text("on"), Cents = Cents("cents") }; break;
            case "volume": fact.Volume = new() { Year = Small("year"), Volume = Whole("volume") }; break;
            case "kpi": fact.Kpi = new() { IndicatorCode = Text("indicator_code"), Year = Small("year"), ReleasedShare = Share("released_share") }; break;
            case "cost": fact.Cost = new() { Year = Small("year"), ExecutionCents = Cents("execution_cents"), ReserveCents = Cents("reserve_cents") }; break;
        }
        return fact;
    }

    /// <summary>What a fact says, as one line.</summary>
    public static string Summary(SettlementFact fact, Places places) => fact.KindCase switch
    {
        KindCase.Population => $"{places.Name(fact.Population.MunicipalityCode)} {fact.Population.Year}: {Show.Count(fact.Population.Inhabitants)} {Words.Fact.Inhabitants.ToLowerInvariant()}, {Show.Count(fact.Population.Youths)} {Words.Fact.Youths.ToLowerInvariant()}",
        KindCase.Use => $"{places.Name(fact.Use.MunicipalityCode)} {fact.Use.Year}: {Show.Count(fact.Use.Youths)} {Words.Fact.YouthsInCare.ToLowerInvariant()}",
        KindCase.Merger => $"{places.Name(fact.Merger.OldCode)} → {places.Name(fact.Merger.NewCode)} {Words.Fact.From.ToLowerInvariant()} {Show.Date(fact.Merger.From)}",
        KindCase.MunicipalityBudget => $"{places.Name(fact.MunicipalityBudget.MunicipalityCode)} {fact.MunicipalityBudget.Year}: {Show.Money(fact.MunicipalityBudget.BudgetCents)}",
        KindCase.Breach => $"{fact.Breach.Reason} ({Show.Date(fact.Breach.On)}): {Show.Share(fact.Breach.Share)} × {Number(fact.Breach.Months)} {Words.Fact.Months.ToLowerInvariant()}",
        KindCase.PartReached => $"{Words.Fact.Part} {Number(fact.PartReached.Part)} {Show.Date(fact.PartReached.On)}, {fact.PartReached.AllocationId}",
        KindCase.Outcome => $"{fact.Outcome.Measurement} {Show.Date(fact.Outcome.On)}: {Show.Count(fact.Outcome.Results)} / {Show.Count(fact.Outcome.Participants)}{(fact.Outcome.VerifiedBy.Length > 0 ? $", {Words.Fact.VerifiedBy.ToLowerInvariant()} {fact.Outcome.VerifiedBy}" : $", {Words.Explained.Finding("outcome_not_verified").ToLowerInvariant()}")}",
        KindCase.Determination => $"{Show.Money(fact.Determination.DeterminedCents)}, {fact.Determination.AccountabilityReportId}",
        KindCase.Advance => $"{Show.Date(fact.Advance.On)}: {Show.Money(fact.Advance.Cents)}",
        KindCase.Volume => $"{Number(fact.Volume.Year)}: {Show.Count(fact.Volume.Volume)}",
        KindCase.Kpi => $"{fact.Kpi.IndicatorCode} {Number(fact.Kpi.Year)}: {Show.Share(fact.Kpi.ReleasedShare)}",
        KindCase.Cost => $"{Number(fact.Cost.Year)}: {Words.Fact.Execution.ToLowerInvariant()} {Show.Money(fact.Cost.ExecutionCents)}, {Words.Fact.Reserve.ToLowerInvariant()} {Show.Money(fact.Cost.ReserveCents)}",
        _ => Show.None,
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
