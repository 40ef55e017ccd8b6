using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Inkoop.Indicators.Registry;
using Inkoop.Wire;
using Inkoop.Wire.Indicators.V1;

namespace Inkoop.Indicators.Submissions;

/// <summary>What became of one row: refused with all its faults, answered before, or accepted as a new version.</summary>
public sealed record RowVerdict
{
    public IReadOnlyList<RowFault> Faults { get; init; } = [];
    public CurrentSubmission? Submission { get; init; }
    /// <summary>The row to store; null when it was refused or answered before.</summary>
    public AcceptedRow? New { get; init; }
}

public sealed record AcceptedRow(SubmissionKey Key, Guid ProviderId, int IndicatorVersion, string RequestId, string Digest, string? CorrectionReason, string? Remark);

/// <summary>The rules of one row of a submission (aanlevering). Dry run and submission both come here, so they cannot differ.</summary>
public static partial class SubmissionRules
{
    /// <summary>More observations than this in one quarter is a typing error; it also keeps every product far inside 64 bits.</summary>
    public const long MaximumCount = 1_000_000_000;
    private const int MaximumText = 500;

    /// <summary>Judges <paramref name="row"/> and, when it is good, writes it into <paramref name="book"/>.</summary>
    /// <param name="newId">The id for a first submission.</param>
    public static RowVerdict Judge(SubmissionRow row, SubmissionBook book, Guid newId)
    {
        var faults = new List<RowFault>();
        void Fault(string field, string code, string text) => faults.Add(new RowFault { Field = field, Code = code, Text = text });

        var requestId = row.RequestId.Trim();
        var digest = Digest(row);
        if (requestId.Length is 0 or > 100)
            Fault("request_id", "request_id_invalid", "Geef elke rij een eigen kenmerk van 1 tot en met 100 tekens.");
        else if (book.Answered(requestId) is { } before)
        {
            if (before.Digest == digest)
                return new RowVerdict { Submission = new CurrentSubmission(before.SubmissionId, before.Version, before.Late) };
            Fault("request_id", "request_id_reused", "Dit kenmerk is al gebruikt voor een rij met een andere inhoud.");
            return new RowVerdict { Faults = faults };
        }

        var contract = FindContract(row, book, Fault);
        Quarter? quarter = null;
        if (!Quarter.TryParse(row.Quarter, out var parsed))
            Fault("quarter", "quarter_invalid", "Schrijf het kwartaal als jjjj-Qn, zoals 2026-Q1.");
        else if (parsed.FirstDay > book.Today)
            Fault("quarter", "quarter_in_future", "Dit kwartaal is nog niet begonnen.");
        else if (contract is not null && !contract.InForceIn(parsed))
            Fault("quarter", "contract_not_in_force", "De overeenkomst geldt niet in dit kwartaal.");
        else
            quarter = parsed;

        var definition = FindDefinition(row, book, contract, quarter, Fault);
        CheckCounts(row, definition, Fault);
        CheckText(row.Remark, "remark", Fault);
        CheckText(row.CorrectionReason, "correction_reason", Fault);

        var key = contract is not null && quarter is not null && definition is not null
            ? new SubmissionKey(contract.ContractId, definition.Code, quarter.Value)
            : (SubmissionKey?)null;
        CheckVersion(row, key is null ? null : book.Current(key.Value), key is not null, Fault);
        if (faults.Count > 0 || key is null || contract is null || definition is null || quarter is null)
            return new RowVerdict { Faults = faults };

        // Lateness belongs to the first version: a correction of what was in on time must not cost a provider its on-time rate.
        var current = book.Current(key.Value);
        var submission = current is null
            ? new CurrentSubmission(newId, 1, book.Today > quarter.Value.DueOn)
            : current with { Version = current.Version + 1 };
        book.Accept(key.Value, submission, requestId, digest);
        return new RowVerdict
        {
            Submission = submission,
            New = new AcceptedRow(key.Value, contract.ProviderId, definition.Version, requestId, digest, TextOrNull(row.CorrectionReason), TextOrNull(row.Remark)),
        };
    }

    public static RowResult ToResult(SubmissionRow row, RowVerdict verdict)
    {
        var result = new RowResult { RowNumber = row.RowNumber, Accepted = verdict.Submission is not null };
        if (verdict.Submission is { } submission)
            (result.SubmissionId, result.Version, result.Late) = (submission.SubmissionId.ToString(), submission.Version, submission.Late);
        result.Faults.AddRange(verdict.Faults);
        return result;
    }

    /// <summary>The content of a row: everything but its number, which changes when the rest of a broken stream is sent again.</summary>
    public static string Digest(SubmissionRow row)
    {
        var content = row.Clone();
        content.RowNumber = 0;
        return Convert.ToHexStringLower(SHA256.HashData(content.ToByteArray()));
    }

    /// <summary>Somebody else's contract and one that does not exist get one answer, or a provider could find out what others have.</summary>
    private static KnownContract? FindContract(SubmissionRow row, SubmissionBook book, Action<string, string, string> fault)
    {
        var field = row.ContractId.Length > 0 || row.ContractNumber.Length == 0 ? "contract_id" : "contract_number";
        if (row.ContractId.Length == 0 && row.ContractNumber.Length == 0)
        {
            fault(field, "required", "Noem de overeenkomst.");
            return null;
        }

        KnownContract? contract;
        if (row.ContractId.Length > 0)
        {
            if (!Guid.TryParse(row.ContractId, out var contractId))
            {
                fault(field, "id_invalid", "Dit is geen geldig kenmerk van een overeenkomst.");
                return null;
            }
            contract = book.Contract(contractId);
        }
        else
            contract = book.Contract(row.ContractNumber.Trim());

        if (contract is null)
            fault(field, "not_yours", "Deze overeenkomst is niet van u.");
        else if (row.ContractId.Length > 0 && row.ContractNumber.Length > 0 && row.ContractNumber.Trim() != contract.Number)
            fault("contract_number", "contract_number_differs", "Het nummer hoort niet bij deze overeenkomst.");
        return contract;
    }

    private static IndicatorDefinition? FindDefinition(
        SubmissionRow row, SubmissionBook book, KnownContract? contract, Quarter? quarter, Action<string, string, string> fault)
    {
        var code = row.IndicatorCode.Trim();
        if (code.Length == 0)
        {
            fault("indicator_code", "required", "Noem de indicator.");
            return null;
        }
        if (contract is not null && !contract.AgreedIndicators.Contains(code))
        {
            fault("indicator_code", "indicator_not_agreed", "Deze indicator is in de overeenkomst niet afgesproken.");
            return null;
        }

        // Without a good quarter today's definition still tells whether the counts can be right.
        var definition = book.Definition(code, quarter ?? Quarter.Of(book.Today));
        if (definition is null)
            fault("indicator_code", "indicator_unknown", "Deze indicator staat niet in het register voor dit kwartaal.");
        else if (!definition.Asked)
            fault("indicator_code", "indicator_derived_only", "Deze indicator leidt het platform zelf af.");
        return definition;
    }

    private static void CheckCounts(SubmissionRow row, IndicatorDefinition? definition, Action<string, string, string> fault)
    {
        var (numerator, denominator) = (row.Numerator, row.Denominator);
        if (numerator < 0)
            fault("numerator", "negative", "De teller mag niet negatief zijn.");
        if (denominator < 0)
            fault("denominator", "negative", "De noemer mag niet negatief zijn.");
        if (denominator > MaximumCount)
            fault("denominator", "too_large", "De noemer is te groot.");
        if (numerator < 0 || denominator is < 0 or > MaximumCount || definition is null)
            return;

        if (denominator == 0)
        {
            if (numerator != 0)
                fault("numerator", "numerator_without_observations", "Zonder waarnemingen (noemer 0) is de teller ook 0.");
        }
        else if (definition.Kind == IndicatorKinds.Proportion)
        {
            if (numerator > denominator)
                fault("numerator", "numerator_above_denominator", "De teller is groter dan de noemer.");
        }
        else if (numerator < 10 * denominator || numerator > 100 * denominator)
            fault("numerator", "mean_out_of_range", "De teller is de som van de cijfers in tienden: elk cijfer ligt tussen 1 (10) en 10 (100).");
    }

    private static void CheckVersion(SubmissionRow row, CurrentSubmission? current, bool known, Action<string, string, string> fault)
    {
        if (row.ExpectedVersion < 0)
            fault("expected_version", "expected_version_invalid", "De verwachte versie is 0 of hoger.");
        else if (row.ExpectedVersion == 0)
        {
            if (current is not null)
                fault("expected_version", "already_submitted", string.Create(CultureInfo.InvariantCulture,
                    $"Er is al een aanlevering, versie {current.Version}. Corrigeer die met de verwachte versie en een reden."));
            if (row.CorrectionReason.Trim().Length > 0)
                fault("correction_reason", "reason_without_correction", "Een reden hoort bij een correctie; noem ook de versie die u corrigeert.");
        }
        else
        {
            if (known && current is null)
                fault("expected_version", "nothing_to_correct", "Er is nog geen aanlevering om te corrigeren.");
            else if (current is not null && current.Version != row.ExpectedVersion)
                fault("expected_version", "version_stale", string.Create(CultureInfo.InvariantCulture, $"De huidige versie is {current.Version}."));
            if (row.CorrectionReason.Trim().Length == 0)
                fault("correction_reason", "correction_reason_required", "Geef de reden van de correctie.");
        }
    }

    private static void CheckText(string text, string field, Action<string, string, string> fault)
    {
        if (text.Trim().Length > MaximumText)
            fault(field, "too_long", "Gebruik ten hoogste 500 tekens.");
        if (NineDigits().IsMatch(text))
            fault(field, "personal_data", "Hier staat een getal van negen cijfers: vermeld geen burgerservicenummers.");
    }

    private static string? TextOrNull(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    [GeneratedRegex(@"(?<!\d)\d{9}(?!\d)")]
    private static partial Regex NineDigits();
}
