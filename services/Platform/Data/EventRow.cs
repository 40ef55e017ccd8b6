namespace Inkoop.Platform.Data;

/// <summary>A row of the log as it is written; sequence and published_at are the database's and the pump's.</summary>
internal sealed record EventRow
{
    public required Guid EventId { get; init; }
    public required string Type { get; init; }
    public required string Subject { get; init; }
    public required long SubjectVersion { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required string Payload { get; init; }

    /// <summary>The span that wrote it; null where nobody traced.</summary>
    public string? Traceparent { get; init; }
}
