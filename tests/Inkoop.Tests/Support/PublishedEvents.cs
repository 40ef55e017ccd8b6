using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;

namespace Inkoop.Tests.Support;

/// <summary>Events as another service would publish them, delivered when the call returns.</summary>
public static class PublishedEvents
{
    public static Task PublishAsync(this InkoopApp app, object @event) => app.Services.GetRequiredService<IMediator>()
        .Publish(@event, @event.GetType(), Pipe.Execute<PublishContext>(context => context.MessageId = Guid.CreateVersion7()));
}
