using Inkoop.Ijw;

namespace Inkoop.Dispositions.Messages;

/// <summary>What the outside of an incoming message says: what it is, from whom, for whom.</summary>
public sealed record Envelope
{
    /// <summary>JW305, JW307 or JW323; empty when the file is no readable message.</summary>
    public string Kind { get; init; } = "";

    public MessageHeader? Header { get; init; }

    /// <summary>The fault that keeps it from being read (level 1).</summary>
    public IjwFault? Fault { get; init; }

    /// <summary>Reads no further than it must: of a declaration the part before its lines.</summary>
    public static Envelope Read(Stream body)
    {
        try
        {
            using var reader = IjwReader.Open(body);
            return reader.Message switch
            {
                IjwMessage.Jw305 => new Envelope { Kind = "JW305", Header = reader.ReadStart().Header },
                IjwMessage.Jw307 => new Envelope { Kind = "JW307", Header = reader.ReadStop().Header },
                IjwMessage.Jw323 => new Envelope { Kind = "JW323", Header = reader.ReadDeclarationHead().Header },
                _ => new Envelope
                {
                    Fault = new IjwFault { Code = IjwFaultCodes.UnsupportedMessage, Path = "/Bericht", Message = "Alleen JW305, JW307 en JW323 worden hier ontvangen." },
                },
            };
        }
        catch (IjwFaultException exception)
        {
            return new Envelope { Fault = exception.Fault };
        }
    }
}
