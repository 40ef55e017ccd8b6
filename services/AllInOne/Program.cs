using System.CommandLine;
using Grpc.Core;
using Inkoop.AllInOne;
using Inkoop.Demo;
using Inkoop.Demo.Plan;
using Inkoop.Platform.Hosting;

var data = new Option<string>("--data") { Description = "Map voor databases, spoolbestanden en sleutels.", DefaultValueFactory = _ => "data" };
var port = new Option<int>("--port") { Description = "Poort van de beheeromgeving.", DefaultValueFactory = _ => 5080 };
var grpcPort = new Option<int>("--grpc-port") { Description = "Poort van gRPC (h2c).", DefaultValueFactory = _ => 5081 };
var demo = new Option<string>("--demo") { Description = "Demoregio om te laden, of none.", DefaultValueFactory = _ => "midden-limburg-oost" };
demo.AcceptOnlyFromAmong("midden-limburg-oost", "none");

var command = new RootCommand("Inkoop: alle diensten en de beheeromgeving in één proces.") { data, port, grpcPort, demo };
command.SetAction(async (parsed, cancellationToken) =>
{
    try
    {
        await using var host = await AllInOneHost.StartAsync(new AllInOneOptions
        {
            Data = parsed.GetRequiredValue(data),
            Port = parsed.GetRequiredValue(port),
            GrpcPort = parsed.GetRequiredValue(grpcPort),
            Demo = parsed.GetRequiredValue(demo),
        }, cancellationToken);
        Console.WriteLine($"Beheeromgeving: {host.Pages}");
        Console.WriteLine($"gRPC (h2c):     {host.Grpc}");
        Console.WriteLine($"Gegevens:       {Path.GetFullPath(parsed.GetRequiredValue(data))}");
        await host.App.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
    catch (Exception exception) when (StartFailure.Explain(exception) is { } sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }
});

var pages = new Option<string>("--pages") { Description = "Adres van de beheeromgeving, die ook de demotokens uitgeeft.", Required = true };
var services = new Option<string[]>("--grpc") { Description = "naam=adres van elke dienst.", Required = true, AllowMultipleArgumentsPerToken = true };
var load = new Command("load-demo", "Laadt een demoregio in diensten die als losse processen draaien.") { data, demo, pages, services };
load.SetAction(async (parsed, cancellationToken) =>
{
    if (DemoRegion.Find(parsed.GetRequiredValue(demo)) is not { } region)
        return 0;
    using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
    try
    {
        var addresses = parsed.GetRequiredValue(services).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => new Uri(pair[^1]));
        var logger = loggers.CreateLogger("Inkoop.Demo");
        await DemoApart.LoadAsync(
            region, parsed.GetRequiredValue(data), new Uri(parsed.GetRequiredValue(pages)), addresses, Console.WriteLine, logger, cancellationToken);
        return 0;
    }
    catch (Exception exception) when (exception is RpcException or HttpRequestException or InvalidOperationException or UriFormatException)
    {
        var reason = exception is RpcException refused ? refused.Status.Detail : exception.Message;
        await Console.Error.WriteLineAsync($"Het laden van de demoregio is gestopt: {reason} Een volgende start gaat verder waar dit ophield.");
        return 1;
    }
});
command.Subcommands.Add(load);

var rotate = new Command("rotate-key", "Legt een nieuwe sleutel voor persoonsgegevens naast de oude; zij versleutelt vanaf de volgende start.") { data };
rotate.SetAction(parsed =>
{
    try
    {
        return InkoopHost.RotateKey(parsed.GetRequiredValue(data));
    }
    catch (Exception exception) when (StartFailure.Explain(exception) is { } sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
});
command.Subcommands.Add(rotate);
return await command.Parse(args).InvokeAsync();
