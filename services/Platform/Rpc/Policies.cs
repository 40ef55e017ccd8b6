using Grpc.AspNetCore.Server;
using Inkoop.Wire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Inkoop.Platform.Rpc;

/// <summary>Every RPC is open to the roles that its proto names and to nobody else. One that names none stops the host.</summary>
public static class Policies
{
    /// <summary>Where services map their RPCs.</summary>
    public static IEndpointRouteBuilder WithPolicies(this IEndpointRouteBuilder app)
    {
        var rpcs = app.MapGroup("");
        // At last: what an endpoint is the RPC of is told by its own conventions, which come after those of a group.
        ((IEndpointConventionBuilder)rpcs).Finally(endpoint =>
        {
            if (endpoint.Metadata.OfType<GrpcMethodMetadata>().SingleOrDefault() is not { } rpc)
                return;
            var method = Rpcs.ByName[rpc.Method.FullName[1..]];
            endpoint.Metadata.Add(method);
            endpoint.Metadata.Add(new AuthorizeAttribute { Roles = string.Join(',', Rpcs.RolesOf(method)) });
        });
        return rpcs;
    }
}
