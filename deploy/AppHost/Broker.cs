using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Inkoop.AppHost;

/// <summary>The RabbitMQ between the services: one that runs already, Debian's program as a node of our own, or a container.</summary>
public sealed record Broker(Uri Address, IResourceBuilder<IResource>? Resource)
{
    private const string HealthCheck = "rabbitmq-answers";

    public static async Task<Broker> AddAsync(IDistributedApplicationBuilder builder, Ports ports, string data, string? bus)
    {
        if (bus is not null)
        {
            if (!Uri.TryCreate(bus, UriKind.Absolute, out var given) || given.Scheme is not ("amqp" or "amqps"))
                throw new CannotStart($"{bus} is geen adres van RabbitMQ: geef met --bus of Inkoop__Bus een amqp-adres, of laat het weg om er een te starten.");
            if (!await AnswersAsync(given, CancellationToken.None))
                throw new CannotStart($"Op {given.Host}:{PortOf(given)} antwoordt geen RabbitMQ: start die, geef met --bus of Inkoop__Bus een ander adres, "
                    + "of laat het weg om er een te starten.");
            return new Broker(given, null);
        }

        if (Programs.Find("/usr/lib/rabbitmq/bin/rabbitmq-server", "rabbitmq-server") is { } program && Programs.Find("epmd") is { } epmd)
            return AddProgram(builder, ports, data, program, epmd);
        if (Programs.ContainerEngine() is { } engine)
            return AddContainer(builder, ports, data, engine);
        throw new CannotStart("RabbitMQ ontbreekt: installeer rabbitmq-server (apt-get install rabbitmq-server), start Docker of Podman, "
            + "of geef met --bus het adres van een RabbitMQ die al draait.");
    }

    private static Broker AddProgram(IDistributedApplicationBuilder builder, Ports ports, string data, string program, string epmd)
    {
        var home = Directory.CreateDirectory(Path.Combine(data, "rabbitmq")).FullName;
        File.WriteAllText(Path.Combine(home, "enabled_plugins"), "[].");
        File.WriteAllText(Path.Combine(home, "env.conf"), "");
        var address = new Uri($"amqp://guest:guest@127.0.0.1:{ports["rabbitmq"]}");
        // A port mapper of our own in the foreground: the one that Erlang starts itself goes on after everything has stopped.
        var mapper = builder.AddExecutable("epmd", epmd, home, "-port", Text(ports["epmd"]), "-address", "127.0.0.1");
        builder.Services.AddHealthChecks().AddAsyncCheck(HealthCheck, ct => CheckAsync(address, ct));
        var node = builder.AddExecutable("rabbitmq", program, home)
            .WithEnvironment("HOME", home)
            .WithEnvironment("ERL_EPMD_PORT", Text(ports["epmd"]))
            .WithEnvironment("ERL_EPMD_ADDRESS", "127.0.0.1")
            .WithEnvironment("RABBITMQ_NODENAME", "inkoop@localhost") // the name of its folder too: the same at every start
            .WithEnvironment("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1")
            .WithEnvironment("RABBITMQ_NODE_PORT", Text(ports["rabbitmq"]))
            .WithEnvironment("RABBITMQ_DIST_PORT", Text(ports["rabbitmq-nodes"]))
            .WithEnvironment("RABBITMQ_MNESIA_BASE", Path.Combine(home, "mnesia"))
            .WithEnvironment("RABBITMQ_LOG_BASE", Path.Combine(home, "log"))
            .WithEnvironment("RABBITMQ_PID_FILE", Path.Combine(home, "pid"))
            .WithEnvironment("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(home, "enabled_plugins"))
            .WithEnvironment("RABBITMQ_CONFIG_FILE", Path.Combine(home, "rabbitmq"))
            .WithEnvironment("RABBITMQ_CONF_ENV_FILE", Path.Combine(home, "env.conf"))
            // The script becomes the node instead of its parent, so that what is stopped is the node; and nobody types here.
            .WithEnvironment("RABBITMQ_ALLOW_INPUT", "true")
            .WithEnvironment("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-noinput +B i +S 1:1 -kernel inet_dist_use_interface {127,0,0,1}")
            .WithHealthCheck(HealthCheck)
            .WaitForStart(mapper);
        return new Broker(address, node);
    }

    private static Broker AddContainer(IDistributedApplicationBuilder builder, Ports ports, string data, string engine)
    {
        builder.Configuration["ASPIRE_CONTAINER_RUNTIME"] = engine;
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)); // its guest is let in from inside the container only
        var address = new Uri($"amqp://inkoop:{password}@127.0.0.1:{ports["rabbitmq"]}");
        builder.Services.AddHealthChecks().AddAsyncCheck(HealthCheck, ct => CheckAsync(address, ct));
        var container = builder.AddContainer("rabbitmq", "rabbitmq", "4.0")
            .WithEnvironment("RABBITMQ_DEFAULT_USER", "inkoop")
            .WithEnvironment("RABBITMQ_DEFAULT_PASS", password)
            .WithEndpoint(port: ports["rabbitmq"], targetPort: 5672, name: "amqp", isProxied: false)
            .WithHealthCheck(HealthCheck);
        return new Broker(address, container);
    }

    private static string Text(int port) => port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int PortOf(Uri address) => address.Port > 0 ? address.Port : address.Scheme == "amqps" ? 5671 : 5672;

    private static async Task<HealthCheckResult> CheckAsync(Uri address, CancellationToken cancellationToken) =>
        await AnswersAsync(address, cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("no answer yet");

    /// <summary>A header of a protocol that nobody speaks is answered with the one that is spoken: more than an open port says.</summary>
    private static async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, PortOf(address), patience.Token);
            if (address.Scheme == "amqps")
                return true; // what comes first is TLS's
            await client.GetStream().WriteAsync("AMQP\0\0\u0009\u0002"u8.ToArray(), patience.Token);
            var answer = new byte[4];
            return await client.GetStream().ReadAtLeastAsync(answer, 4, throwOnEndOfStream: false, patience.Token) == 4 && answer.AsSpan().SequenceEqual("AMQP"u8);
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>Programs on this machine.</summary>
internal static class Programs
{
    /// <summary>The first that exists; a bare name is looked for on the path and where Debian puts a server.</summary>
    public static string? Find(params IEnumerable<string> wanted) =>
        wanted.SelectMany(name => name.StartsWith('/') ? [name] : Folders().Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>docker or podman, when it is there and its engine answers.</summary>
    public static string? ContainerEngine() => new[] { "docker", "podman" }.FirstOrDefault(engine => Find(engine) is { } program && Answers(program));

    private static IEnumerable<string> Folders() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin");

    private static bool Answers(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["info"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (process.WaitForExit(TimeSpan.FromSeconds(10)))
            return process.ExitCode == 0;
        process.Kill();
        return false;
    }
}
