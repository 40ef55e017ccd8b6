using System.Text;
using Inkoop.Wire.Faults;
using MassTransit;
using RabbitMQ.Client;

namespace Inkoop.Platform.Log;

/// <summary>
/// Messages that a consumer gave up on stand in its error queue. An operator sees how many and why, and sends them
/// again when the cause is gone; the consumers' inboxes keep that harmless.
/// </summary>
public sealed class DeadLetters(ConsumerQueues queues)
{
    public sealed record Letter(string Queue, string EventId, string Type, string Reason);

    /// <summary>At most <paramref name="most"/> letters a queue; they stay where they are.</summary>
    public async Task<IReadOnlyList<Letter>> ListAsync(int most, CancellationToken cancellationToken)
    {
        var letters = new List<Letter>();
        await ForEachErrorQueueAsync(async (channel, queue) =>
        {
            // Read without acknowledging: closing the channel puts them back in their order.
            for (var i = 0; i < most && await channel.BasicGetAsync(queue + "_error", autoAck: false, cancellationToken) is { } message; i++)
                letters.Add(new Letter(queue, message.BasicProperties.MessageId ?? "", Header(message, "MT-Fault-MessageType") ?? "", Header(message, "MT-Fault-Message") ?? ""));
        }, cancellationToken);
        return letters;
    }

    /// <summary>How many letters stand in each error queue that there is.</summary>
    public async Task<IReadOnlyList<(string Queue, long Count)>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new List<(string, long)>();
        await ForEachErrorQueueAsync(async (channel, queue) => counts.Add((queue, await channel.MessageCountAsync(queue + "_error", cancellationToken))), cancellationToken);
        return counts;
    }

    /// <summary>Sends every letter of <paramref name="wanted"/> to its own queue again; returns how many.</summary>
    public async Task<int> ResendAsync(string wanted, CancellationToken cancellationToken)
    {
        if (!queues.Names.Contains(wanted))
            throw new NotFound("queue", wanted);
        var count = 0;
        await ForEachErrorQueueAsync(async (channel, queue) =>
        {
            if (queue != wanted)
                return;
            var waiting = await channel.MessageCountAsync(queue + "_error", cancellationToken); // not more than stand there now: one that fails again returns
            for (var i = 0u; i < waiting && await channel.BasicGetAsync(queue + "_error", autoAck: false, cancellationToken) is { } message; i++)
            {
                await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties(message.BasicProperties), Redelivery.Counted(message.Body.ToArray(), 0), cancellationToken);
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
                count++;
            }
        }, cancellationToken);
        return count;
    }

    private async Task ForEachErrorQueueAsync(Func<IChannel, string, Task> visit, CancellationToken cancellationToken)
    {
        if (queues.Broker is null)
            return;
        await using var connection = await new ConnectionFactory { Uri = queues.Broker }.CreateConnectionAsync(cancellationToken);
        foreach (var queue in queues.Names)
        {
            // A passive declaration of a queue that is not there closes its channel: one channel a queue.
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
            try
            {
                await channel.QueueDeclarePassiveAsync(queue + "_error", cancellationToken);
            }
            catch (RabbitMQ.Client.Exceptions.OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == 404)
            {
                continue; // nothing ever failed here
            }

            await visit(channel, queue);
        }
    }

    private static string? Header(BasicGetResult message, string name) =>
        message.BasicProperties.Headers?.TryGetValue(name, out var value) == true && value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : null;
}
