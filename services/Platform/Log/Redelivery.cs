using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json.Nodes;
using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Inkoop.Platform.Log;

/// <summary>
/// Lets RabbitMQ keep what failed until its time comes, with what every broker has: a queue for each delay, whose messages expire and go back, by the
/// routing key that they came with, to the queue of their consumer. Meanwhile the consumer takes others. Published and confirmed before the delivery is
/// acknowledged: a kill in between delivers it twice, which the inbox drops.
/// </summary>
public sealed partial class Redelivery(IReadOnlyList<TimeSpan> delays, ILogger<Redelivery> logger) : IFilter<ConsumeContext>
{
    /// <summary>About two minutes together, for what waits for its subject and for a database that is away; then it is a dead letter.</summary>
    public static readonly IReadOnlyList<TimeSpan> Delays = [.. new[] { 1, 2, 5, 10, 20, 20, 20, 20, 20 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private static readonly Counter<long> redelivered = new Meter(Data.Tracing.SourceName).CreateCounter<long>(
        "inkoop.events.redelivered", "{message}", "Messages that a consumer could not apply yet and the broker delivers again later.");

    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        try
        {
            await next.Send(context);
        }
        catch (Exception exception) when (context.GetRedeliveryCount() < delays.Count)
        {
            await LaterAsync(context, exception); // also while the host stops: it would be a dead letter before its time
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("redelivery");

    /// <summary>The queue, and the exchange before it, of one delay.</summary>
    public static string QueueOf(TimeSpan delay) => string.Create(CultureInfo.InvariantCulture, $"inkoop-later-{(long)delay.TotalMilliseconds}ms");

    /// <summary>The envelope of a message that was delivered again so many times, by which the bus knows how often more.</summary>
    public static byte[] Counted(byte[] envelope, int count)
    {
        var message = JsonNode.Parse(envelope)!.AsObject();
        if (message["headers"] is not JsonObject headers)
            message["headers"] = headers = [];
        headers.Remove(MessageHeaders.RedeliveryCount);
        if (count > 0)
            headers[MessageHeaders.RedeliveryCount] = count;
        return System.Text.Encoding.UTF8.GetBytes(message.ToJsonString());
    }

    private async Task LaterAsync(ConsumeContext context, Exception exception)
    {
        var count = context.GetRedeliveryCount();
        var channel = context.ReceiveContext.GetPayload<ChannelContext>();
        var received = context.ReceiveContext.GetPayload<RabbitMqBasicConsumeContext>();
        var queue = context.ReceiveContext.InputAddress.AbsolutePath.Split('/')[^1];
        var properties = new BasicProperties(received.Properties) { Headers = Kept(received.Properties.Headers) };
        var envelope = Counted(context.ReceiveContext.Body.GetBytes(), count + 1);
        await DeclareAsync(channel, delays[count], CancellationToken.None);
        await channel.BasicPublishAsync(QueueOf(delays[count]), queue, mandatory: true, properties, envelope, awaitAck: true, CancellationToken.None);
        redelivered.Add(1, new KeyValuePair<string, object?>("queue", queue));
        LaterAgain(logger, queue, context.MessageId, delays[count].TotalSeconds, exception.GetBaseException().Message);
    }

    // The broker's own account of how a message expired would grow with each time.
    private static Dictionary<string, object?> Kept(IDictionary<string, object?>? headers) =>
        (headers ?? new Dictionary<string, object?>()).Where(header => !header.Key.StartsWith("x-", StringComparison.Ordinal)).ToDictionary();

    // Each time: it costs as much as asking whether they are there.
    private static async Task DeclareAsync(ChannelContext channel, TimeSpan delay, CancellationToken cancellationToken)
    {
        var name = QueueOf(delay);
        await channel.ExchangeDeclare(name, "fanout", durable: true, autoDelete: false, new Dictionary<string, object>(), cancellationToken);
        await channel.QueueDeclare(name, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object>
        {
            ["x-queue-type"] = "quorum",
            ["x-message-ttl"] = (int)delay.TotalMilliseconds,
            ["x-dead-letter-exchange"] = "", // the queue that the routing key names
            ["x-dead-letter-strategy"] = "at-least-once",
            ["x-overflow"] = "reject-publish", // which that strategy asks for
        }, cancellationToken);
        await channel.QueueBind(name, name, "", new Dictionary<string, object>(), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Queue}: message {MessageId} is delivered again in {Seconds} s: {Reason}")]
    private static partial void LaterAgain(ILogger logger, string queue, Guid? messageId, double seconds, string reason);
}
