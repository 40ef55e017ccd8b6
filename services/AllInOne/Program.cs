using System.CommandLine;
using Inkoop.AllInOne;
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
return await command.Parse(args).InvokeAsync();
