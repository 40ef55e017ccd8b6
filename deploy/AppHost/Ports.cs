using System.Net;
using System.Net.Sockets;

namespace Inkoop.AppHost;

/// <summary>What keeps the whole from starting, in one sentence that says what to do.</summary>
public sealed class CannotStart(string message) : Exception(message);

/// <summary>Which port everything listens on, all on loopback.</summary>
public sealed class Ports
{
    private static readonly string[] names =
    [
        .. Whole.Hosts.SelectMany(host => new[] { host, host + "-grpc" }),
        "rabbitmq", "rabbitmq-nodes", "epmd", "dashboard", "dashboard-otlp", "dashboard-resources",
    ];

    private readonly Dictionary<string, int> known;

    private Ports(Dictionary<string, int> known) => this.known = known;

    public static int Count => names.Length;

    public int this[string name] => known[name];

    /// <summary>In a row from <paramref name="from"/>, or free ones. Throws when one of a row is in use.</summary>
    public static Ports Choose(int? from)
    {
        var listeners = new List<TcpListener>(); // held until all are chosen, so that no two are the same
        try
        {
            var known = new Dictionary<string, int>();
            foreach (var name in names)
            {
                var wanted = from is { } first ? first + known.Count : 0;
                var listener = new TcpListener(IPAddress.Loopback, wanted);
                try
                {
                    listener.Start();
                }
                catch (SocketException)
                {
                    throw new CannotStart($"Poort {wanted} ({name}) is in gebruik: kies andere met --ports-from, of stop het programma dat hem gebruikt.");
                }

                listeners.Add(listener);
                known[name] = ((IPEndPoint)listener.LocalEndpoint).Port;
            }

            return new Ports(known);
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
