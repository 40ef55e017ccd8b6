// What may be said about a client after AddGrpcClient: channel, interceptors, credentials, creator, context propagation.

using Grpc.AspNetCore.ClientFactory;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class GrpcHttpClientBuilderExtensions
{
    public static IHttpClientBuilder ConfigureChannel(this IHttpClientBuilder builder, Action<IServiceProvider, GrpcChannelOptions> configureChannel)
    {
        ArgumentNullException.ThrowIfNull(configureChannel);
        return Configure(builder, (services, options) => options.ChannelOptionsActions.Add(channel => configureChannel(services, channel)));
    }

    public static IHttpClientBuilder ConfigureChannel(this IHttpClientBuilder builder, Action<GrpcChannelOptions> configureChannel)
    {
        ArgumentNullException.ThrowIfNull(configureChannel);
        return Configure(builder, (_, options) => options.ChannelOptionsActions.Add(configureChannel));
    }

    public static IHttpClientBuilder AddInterceptor(this IHttpClientBuilder builder, Func<IServiceProvider, Interceptor> configureInvoker) =>
        builder.AddInterceptor(InterceptorScope.Channel, configureInvoker);

    public static IHttpClientBuilder AddInterceptor(this IHttpClientBuilder builder, InterceptorScope scope, Func<IServiceProvider, Interceptor> configureInvoker)
    {
        ArgumentNullException.ThrowIfNull(configureInvoker);
        return Configure(builder, (_, options) => options.InterceptorRegistrations.Add(new InterceptorRegistration(scope, configureInvoker)));
    }

    public static IHttpClientBuilder AddInterceptor(this IHttpClientBuilder builder, Func<Interceptor> configureInvoker) =>
        builder.AddInterceptor(InterceptorScope.Channel, configureInvoker);

    public static IHttpClientBuilder AddInterceptor(this IHttpClientBuilder builder, InterceptorScope scope, Func<Interceptor> configureInvoker)
    {
        ArgumentNullException.ThrowIfNull(configureInvoker);
        return builder.AddInterceptor(scope, _ => configureInvoker());
    }

    /// <summary>The interceptor comes from the container.</summary>
    public static IHttpClientBuilder AddInterceptor<TInterceptor>(this IHttpClientBuilder builder) where TInterceptor : Interceptor =>
        builder.AddInterceptor<TInterceptor>(InterceptorScope.Channel);

    public static IHttpClientBuilder AddInterceptor<TInterceptor>(this IHttpClientBuilder builder, InterceptorScope scope) where TInterceptor : Interceptor =>
        builder.AddInterceptor(scope, services => services.GetRequiredService<TInterceptor>());

    public static IHttpClientBuilder AddCallCredentials(this IHttpClientBuilder builder, Func<AuthInterceptorContext, Metadata, Task> authInterceptor)
    {
        ArgumentNullException.ThrowIfNull(authInterceptor);
        return builder.AddCallCredentials(CallCredentials.FromInterceptor((context, metadata) => authInterceptor(context, metadata)));
    }

    /// <summary>The interceptor also gets the scope that the client came from.</summary>
    public static IHttpClientBuilder AddCallCredentials(this IHttpClientBuilder builder, Func<AuthInterceptorContext, Metadata, IServiceProvider, Task> authInterceptor)
    {
        ArgumentNullException.ThrowIfNull(authInterceptor);
        return Configure(builder, (_, options) => options.CallOptionsActions.Add(call =>
        {
            var services = call.ServiceProvider;
            Add(call, CallCredentials.FromInterceptor((context, metadata) => authInterceptor(context, metadata, services)));
        }));
    }

    public static IHttpClientBuilder AddCallCredentials(this IHttpClientBuilder builder, CallCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return Configure(builder, (_, options) => options.CallOptionsActions.Add(call => Add(call, credentials)));
    }

    public static IHttpClientBuilder ConfigureGrpcClientCreator(this IHttpClientBuilder builder, Func<IServiceProvider, CallInvoker, object> configureCreator)
    {
        ArgumentNullException.ThrowIfNull(configureCreator);
        return Configure(builder, (services, options) => options.Creator = invoker => configureCreator(services, invoker));
    }

    public static IHttpClientBuilder ConfigureGrpcClientCreator(this IHttpClientBuilder builder, Func<CallInvoker, object> configureCreator)
    {
        ArgumentNullException.ThrowIfNull(configureCreator);
        return Configure(builder, (_, options) => options.Creator = configureCreator);
    }

    private static void Add(CallOptionsContext call, CallCredentials credentials) => call.CallOptions = call.CallOptions.WithCredentials(
        call.CallOptions.Credentials is { } present ? CallCredentials.Compose(present, credentials) : credentials);

    private static IHttpClientBuilder Configure(IHttpClientBuilder builder, Action<IServiceProvider, GrpcClientFactoryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddTransient<IConfigureOptions<GrpcClientFactoryOptions>>(services =>
            new ConfigureNamedOptions<GrpcClientFactoryOptions>(builder.Name, options => configure(services, options)));
        return builder;
    }
}

public static class GrpcServerHttpClientBuilderExtensions
{
    /// <summary>Calls made while a gRPC call is served get its deadline, if it is nearer, and are cancelled with it.</summary>
    public static IHttpClientBuilder EnableCallContextPropagation(this IHttpClientBuilder builder) => builder.EnableCallContextPropagation(_ => { });

    public static IHttpClientBuilder EnableCallContextPropagation(this IHttpClientBuilder builder, Action<GrpcContextPropagationOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureOptions);
        builder.Services.Configure(builder.Name, configureOptions);
        builder.Services.AddHttpContextAccessor();
        builder.Services.TryAddSingleton<ContextPropagation>();
        return builder.AddInterceptor(services => new ContextPropagationInterceptor(
            services.GetRequiredService<ContextPropagation>(), services.GetRequiredService<IOptionsMonitor<GrpcContextPropagationOptions>>().Get(builder.Name)));
    }
}
