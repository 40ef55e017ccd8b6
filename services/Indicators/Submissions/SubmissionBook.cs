using Inkoop.Indicators.Registry;
using Inkoop.Wire;

namespace Inkoop.Indicators.Submissions;

/// <summary>A contract as the rules need it.</summary>
public sealed record KnownContract
{
    public required Guid ContractId { get; init; }
    public required string Number { get; init; }
    public required Guid ProviderId { get; init; }
    public required DateOnly StartsOn { get; init; }
    public required DateOnly EndsOn { get; init; }
    public required IReadOnlySet<string> AgreedIndicators { get; init; }

    public bool InForceIn(Quarter quarter) => quarter.Overlaps(StartsOn, EndsOn);
}

/// <summary>What a submission is about: one contract, indicator and quarter.</summary>
public readonly record struct SubmissionKey(Guid ContractId, string IndicatorCode, Quarter Quarter);

/// <summary>The newest version of a submission.</summary>
public sealed record CurrentSubmission(Guid SubmissionId, long Version, bool Late);

/// <summary>A row answered before: the digest of its content and the answer it got.</summary>
public sealed record AnsweredRequest(string Digest, Guid SubmissionId, long Version, bool Late);

/// <summary>
/// What is known while a stream of rows is judged: a provider's own contracts, the registry, and what is in by now.
/// An accepted row is written into the book at once, so that a later row of the same stream is judged after it, in a dry run too.
/// </summary>
public sealed class SubmissionBook(DateOnly today, IReadOnlyList<IndicatorDefinition> definitions, IEnumerable<KnownContract> contracts)
{
    private readonly Dictionary<Guid, KnownContract> contractsById = contracts.ToDictionary(contract => contract.ContractId);
    private readonly Dictionary<SubmissionKey, CurrentSubmission> current = [];
    private readonly Dictionary<string, AnsweredRequest> answered = new(StringComparer.Ordinal);

    public DateOnly Today { get; } = today;

    public KnownContract? Contract(Guid contractId) => contractsById.GetValueOrDefault(contractId);

    public KnownContract? Contract(string number) => contractsById.Values.FirstOrDefault(contract => contract.Number == number);

    public IndicatorDefinition? Definition(string code, Quarter quarter) => definitions.ValidOn(code, quarter.LastDay);

    public CurrentSubmission? Current(SubmissionKey key) => current.GetValueOrDefault(key);

    public AnsweredRequest? Answered(string requestId) => answered.GetValueOrDefault(requestId);

    /// <summary>Adds what is stored; what the book already holds is newer and stays.</summary>
    public void Learn(SubmissionKey key, CurrentSubmission stored) => current.TryAdd(key, stored);

    public void Learn(string requestId, AnsweredRequest stored) => answered.TryAdd(requestId, stored);

    internal void Accept(SubmissionKey key, CurrentSubmission submission, string requestId, string digest)
    {
        current[key] = submission;
        answered[requestId] = new AnsweredRequest(digest, submission.SubmissionId, submission.Version, submission.Late);
    }
}
