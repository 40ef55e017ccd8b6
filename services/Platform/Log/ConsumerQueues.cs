using Inkoop.Wire.Events;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Inkoop.Platform.Log;

/// <summary>The queues of this host's consumers on RabbitMQ; none where events travel through the mediator.</summary>
public sealed record ConsumerQueues(IReadOnlyList<string> Names, IReadOnlyList<Type> Events, Uri? Broker)
{
    /// <summary>The consumers that the modules registered, by the names of their queues.</summary>
    public static ConsumerQueues Of(IServiceCollection services, IConfiguration configuration)
    {
        var address = Hosting.HostSettings.Bus(configuration);
        if (address == "mediator")
            return new ConsumerQueues([], [], null);
        var names = new KebabCaseEndpointNameFormatter(includeNamespace: true);
        var consumers = services.Select(service => service.ServiceType).Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IConsumer).IsAssignableFrom(type)).Distinct().ToList();
        var events = consumers.SelectMany(type => type.GetInterfaces()).Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(face => face.GetGenericArguments()[0]).Distinct().Where(Wire.Events.EventCatalog.All.Contains).OrderBy(type => type.Name, StringComparer.Ordinal);
        var method = typeof(IEndpointNameFormatter).GetMethod(nameof(IEndpointNameFormatter.Consumer))!;
        return new ConsumerQueues([.. consumers.Select(type => (string)method.MakeGenericMethod(type).Invoke(names, null)!).Order(StringComparer.Ordinal)], [.. events], new Uri(address));
    }
}
