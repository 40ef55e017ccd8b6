using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Inkoop.Tests.GrpcCalls;

/// <summary>A link to a service that passes every unary call on, and loses the first answers: the work is done, the caller hears UNAVAILABLE.</summary>
internal sealed class LosingLink : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient service;
    private int calls;

    private LosingLink(WebApplication app, Uri to, int losing)
    {
        this.app = app;
        service = new HttpClient { BaseAddress = to };
        app.Run(context => PassOnAsync(context, losing));
    }

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public int Calls => calls;

    public static async Task<LosingLink> StartAsync(Uri to, int losing)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Settings of a host that lies beside the tests are none of ours.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var link = new LosingLink(builder.Build(), to, losing);
        await link.app.StartAsync();
        return link;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        service.Dispose();
    }

    private async Task PassOnAsync(HttpContext context, int losing)
    {
        var call = Interlocked.Increment(ref calls);
        using var request = new HttpRequestMessage(HttpMethod.Post, context.Request.Path) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Content = new StreamContent(context.Request.Body);
        request.Content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        foreach (var name in new[] { "te", "authorization", "grpc-accept-encoding" })
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToString());
        using var answer = await service.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();

        context.Response.ContentType = "application/grpc";
        if (call <= losing)
        {
            context.Response.Headers["grpc-status"] = "14";
            return;
        }

        foreach (var (name, values) in answer.Headers.Where(header => header.Key.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase)))
            context.Response.Headers[name] = values.First();
        await context.Response.Body.WriteAsync(body);
        foreach (var (name, values) in answer.TrailingHeaders)
            context.Response.AppendTrailer(name, values.First());
    }
}
