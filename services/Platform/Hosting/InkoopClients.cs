using Grpc.Core;
using Inkoop.Platform.Addresses;
using Inkoop.Platform.Identity;
using Inkoop.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Inkoop.Platform.Hosting;

/// <summary>Generated clients of other services.</summary>
public static class InkoopClients
{
    /// <summary>A client that calls as this service and passes on the token of the user it acts for.</summary>
    public static IHttpClientBuilder AddInkoopClient<TClient>(this IServiceCollection services, string service, string? name = null) where TClient : class =>
        services.AddGrpcClient<TClient>(
                name ?? typeof(TClient).Name, (provider, options) => options.Address = provider.GetRequiredService<ServiceAddresses>().ForChannel(service))
            .ConfigureChannel((provider, channel) =>
            {
                InkoopChannel.Configure(channel);
                if (provider.GetRequiredService<ServiceAddresses>().ForChannel(service).Scheme == OwnServices.Scheme)
                    channel.Credentials = ChannelCredentials.Insecure;
            })
            .ConfigurePrimaryHttpMessageHandler(InkoopChannel.Handler)
            .AddCallCredentials(async (context, metadata, provider) =>
            {
                try
                {
                    metadata.Add("authorization", "Bearer " + await provider.GetRequiredService<ServiceToken>().GetAsync(context.CancellationToken));
                }
                catch (IdentityUnavailable exception)
                {
                    throw new RpcException(new Status(StatusCode.Unavailable, exception.Message));
                }

                var user = provider.GetService<IHttpContextAccessor>()?.HttpContext;
                var token = user?.Request.Headers.Authorization.ToString();
                if (token is { Length: > 7 } && token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
                    metadata.Add(InkoopAuthentication.UserHeader, token[7..]);
                else if (user?.User.Identity is { IsAuthenticated: true, AuthenticationType: ProviderCertificates.Scheme } && user.Connection.ClientCertificate is { } certificate)
                    metadata.Add(InkoopAuthentication.UserCertificateHeader, Convert.ToBase64String(certificate.RawData));
            });
}
