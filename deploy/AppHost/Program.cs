using System.CommandLine;
using System.CommandLine.Parsing;
using Inkoop.AppHost;

var data = new Option<string?>("--data") { Description = "Map voor databases, sleutels en de bestanden van RabbitMQ (data/apphost onder de bronmap)." };
var demo = new Option<string>("--demo") { Description = "Demoregio om te laden, of none.", DefaultValueFactory = _ => "none" };
demo.AcceptOnlyFromAmong("midden-limburg-oost", "none");
var portsFrom = new Option<int?>("--ports-from") { Description = $"Eerste van {Ports.Count} vaste poorten; zonder deze optie vrije poorten." };
portsFrom.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int?>() is < 1024 or > 65_000)
        result.AddError("--ports-from is een poort van 1024 tot en met 65000.");
});
var bus = new Option<string?>("--bus")
{
    Description = "amqp-adres van een RabbitMQ die al draait, in plaats van een eigen (Inkoop__Bus).",
    DefaultValueFactory = _ => Environment.GetEnvironmentVariable("Inkoop__Bus"),
};
var otlp = new Option<Uri?>("--otlp")
{
    Description = "Stuurt traces, metingen en logregels naar deze ontvanger (OTLP over gRPC) in plaats van naar het dashboard.",
    CustomParser = Address,
};

var command = new RootCommand("Inkoop in losse processen: RabbitMQ, elke dienst, de beheeromgeving en een dashboard. Ctrl-C stopt alles.")
{
    data, demo, portsFrom, bus, otlp,
};
command.SetAction(async (parsed, cancellationToken) =>
{
    try
    {
        return await Whole.RunAsync(new Wishes
        {
            Data = parsed.GetValue(data),
            Demo = parsed.GetRequiredValue(demo),
            PortsFrom = parsed.GetValue(portsFrom),
            Bus = parsed.GetValue(bus),
            Otlp = parsed.GetValue(otlp),
            Authority = Environment.GetEnvironmentVariable("INKOOP_AUTHORITY"),
        }, cancellationToken);
    }
    catch (CannotStart reason)
    {
        await Console.Error.WriteLineAsync(reason.Message);
        return 1;
    }
});
// The host hears Ctrl-C itself and takes the time that stopping takes.
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

static Uri? Address(ArgumentResult result)
{
    if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address))
        return address;
    result.AddError($"{result.Tokens[0].Value} is geen adres.");
    return null;
}
