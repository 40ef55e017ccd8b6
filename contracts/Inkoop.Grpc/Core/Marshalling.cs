// How messages become bytes and back: marshallers and the contexts that lend them the runtime's own buffers.

using System.Buffers;
using System.Text;

namespace Grpc.Core;

/// <summary>Where a serialiser puts one message.</summary>
public abstract class SerializationContext
{
    /// <summary>Ends the message with this payload; for serialisers that make an array anyway.</summary>
    public virtual void Complete(byte[] payload) => throw new NotSupportedException();

    /// <summary>The buffer to write to; call <see cref="Complete()"/> afterwards.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotSupportedException();

    /// <summary>Says the size in bytes beforehand, so that limits bite before anything is written.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    public virtual void Complete() => throw new NotSupportedException();
}

/// <summary>Where a deserialiser finds one message.</summary>
public abstract class DeserializationContext
{
    public abstract int PayloadLength { get; }

    public virtual byte[] PayloadAsNewBuffer() => throw new NotSupportedException();

    /// <summary>The payload in the runtime's buffers: valid only until the deserialiser returns.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotSupportedException();
}

/// <summary>Serialiser and deserialiser of one message type, each in a simple and a contextual form.</summary>
public class Marshaller<T>
{
    public Marshaller(Func<T, byte[]> serializer, Func<byte[], T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        Serializer = serializer;
        Deserializer = deserializer;
        ContextualSerializer = (message, context) => context.Complete(serializer(message));
        ContextualDeserializer = context => deserializer(context.PayloadAsNewBuffer());
    }

    public Marshaller(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        ContextualSerializer = serializer;
        ContextualDeserializer = deserializer;
        Serializer = message =>
        {
            var context = new ArrayContext();
            serializer(message, context);
            return context.ToArray();
        };
        Deserializer = payload => deserializer(new ArrayPayload(payload));
    }

    public Func<T, byte[]> Serializer { get; }
    public Func<byte[], T> Deserializer { get; }
    public Action<T, SerializationContext> ContextualSerializer { get; }
    public Func<DeserializationContext, T> ContextualDeserializer { get; }

    private sealed class ArrayContext : SerializationContext
    {
        private readonly ArrayBufferWriter<byte> buffer = new();
        private bool complete;

        public override void Complete(byte[] payload)
        {
            buffer.Write(payload);
            Complete();
        }

        public override IBufferWriter<byte> GetBufferWriter() => buffer;
        public override void Complete() => complete = !complete ? true : throw new InvalidOperationException("Serialization has already been completed.");
        public byte[] ToArray() => complete ? buffer.WrittenSpan.ToArray() : throw new InvalidOperationException("Serialization did not return a payload.");
    }

    private sealed class ArrayPayload(byte[] payload) : DeserializationContext
    {
        public override int PayloadLength => payload.Length;
        public override byte[] PayloadAsNewBuffer() => payload;
        public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(payload);
    }
}

public static class Marshallers
{
    public static Marshaller<string> StringMarshaller { get; } = new(Encoding.UTF8.GetBytes, Encoding.UTF8.GetString);

    public static Marshaller<T> Create<T>(Func<T, byte[]> serializer, Func<byte[], T> deserializer) => new(serializer, deserializer);

    public static Marshaller<T> Create<T>(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer) =>
        new(serializer, deserializer);
}
