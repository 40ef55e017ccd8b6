using Google.Protobuf.WellKnownTypes;
using Inkoop.Wire.Dispositions.V1;

namespace Inkoop.Dispositions.Messages;

/// <summary>A message as stored; its body stands in the <see cref="MessageStore"/>.</summary>
public sealed record MessageRow
{
    public Guid MessageId { get; init; }

    /// <summary>JW301, JW305 and so on; empty when the file does not even say that.</summary>
    public string Kind { get; init; } = "";

    public bool Incoming { get; init; }

    /// <summary>The provider on either side; null for an unreadable file that a procurement officer sent in.</summary>
    public Guid? ProviderId { get; init; }

    public string? MunicipalityCode { get; init; }
    public string Identification { get; init; } = "";
    public string Sender { get; init; } = "";
    public string Receiver { get; init; } = "";
    public DateOnly? DatedOn { get; init; }
    public string FileName { get; init; } = "";
    public long SizeBytes { get; init; }

    /// <summary>SHA-256 of the body.</summary>
    public string Digest { get; init; } = "";

    public string Status { get; init; } = "";
    public DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public Guid? AnswerMessageId { get; init; }
    public string DeclarationNumber { get; init; } = "";

    /// <summary>First day of the declared month.</summary>
    public DateOnly? DeclaredMonth { get; init; }

    public long SubmittedCents { get; init; }
    public long AllowedCents { get; init; }
    public int LineCount { get; init; }
    public int RejectedLineCount { get; init; }

    /// <summary>The cursor: lines judged so far, in judging order. It moves in the transaction that books them.</summary>
    public int JudgedLineCount { get; init; }

    public int PartCount { get; init; }

    /// <summary>Whether the message as a whole was let in; its lines are judged after that.</summary>
    public bool Admitted { get; init; }

    public string? LeaseOwner { get; init; }
    public DateTimeOffset? LeaseUntil { get; init; }

    public const string Received = "received";
    public const string Accepted = "accepted";
    public const string Partly = "partly";
    public const string Rejected = "rejected";
    public const string Unreadable = "unreadable";
    public const string Sent = "sent";

    public const string Columns =
        """
        m.message_id, m.kind, m.incoming, m.provider_id, m.municipality_code, m.identification, m.sender, m.receiver, m.dated_on, m.file_name,
        m.size_bytes, m.digest, m.status, m.received_at, m.answered_at, m.answer_message_id, m.declaration_number, m.declared_month,
        m.submitted_cents, m.allowed_cents, m.line_count, m.rejected_line_count, m.judged_line_count, m.part_count, m.admitted, m.lease_owner, m.lease_until
        """;

    public const string ById = $"SELECT {Columns} FROM message m WHERE m.message_id = @messageId";

    public Message ToWire() => new()
    {
        MessageId = MessageId.ToString(),
        Kind = Kind,
        Incoming = Incoming,
        Identification = Identification,
        Sender = Sender,
        Receiver = Receiver,
        DatedOn = Iso.Day(DatedOn),
        FileName = FileName,
        SizeBytes = SizeBytes,
        Status = Status switch
        {
            Received => MessageStatus.Received,
            Accepted => MessageStatus.Accepted,
            Partly => MessageStatus.Partly,
            Rejected => MessageStatus.Rejected,
            Unreadable => MessageStatus.Unreadable,
            Sent => MessageStatus.Sent,
            _ => throw new InvalidOperationException($"Message {MessageId} has status {Status}."),
        },
        ReceivedAt = Timestamp.FromDateTimeOffset(ReceivedAt),
        AnsweredAt = AnsweredAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
        AnswerMessageId = AnswerMessageId?.ToString() ?? "",
        DeclarationNumber = DeclarationNumber,
        SubmittedCents = SubmittedCents,
        AllowedCents = AllowedCents,
        LineCount = LineCount,
        RejectedLineCount = RejectedLineCount,
        JudgedLineCount = JudgedLineCount,
    };
}

/// <summary>One thing found wrong in a message. Never a value of the message: it could be a BSN.</summary>
public sealed record FindingRow
{
    public Guid MessageId { get; init; }
    public int Sequence { get; init; }
    public string Code { get; init; } = "";
    public string BrokenRule { get; init; } = "";
    public string Explanation { get; init; } = "";
    public string Path { get; init; } = "";
    public int Line { get; init; }
    public string ReferenceNumber { get; init; } = "";
    public string AllocationNumber { get; init; } = "";

    /// <summary>More would help nobody, and a hostile file could make millions.</summary>
    public const int Most = 1_000;

    public const string OfMessage =
        """
        SELECT message_id, sequence, code, broken_rule, explanation, path, line, reference_number, allocation_number
        FROM message_finding WHERE message_id = @messageId ORDER BY sequence
        """;

    public Finding ToWire() => new()
    {
        Code = Code,
        Rule = BrokenRule,
        Text = Explanation,
        Path = Path,
        Line = Line,
        ReferenceNumber = ReferenceNumber,
        AllocationNumber = AllocationNumber,
    };
}
