// A method's way inwards: interceptors, outermost first, then a service instance made for the call. Built once per method.

using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Model
{
    public delegate Task<TResponse> UnaryServerMethod<TService, TRequest, TResponse>(TService service, TRequest request, ServerCallContext serverCallContext)
        where TService : class where TRequest : class where TResponse : class;

    public delegate Task<TResponse> ClientStreamingServerMethod<TService, TRequest, TResponse>(TService service, IAsyncStreamReader<TRequest> stream, ServerCallContext serverCallContext)
        where TService : class where TRequest : class where TResponse : class;

    public delegate Task ServerStreamingServerMethod<TService, TRequest, TResponse>(TService service, TRequest request, IServerStreamWriter<TResponse> stream, ServerCallContext serverCallContext)
        where TService : class where TRequest : class where TResponse : class;

    public delegate Task DuplexStreamingServerMethod<TService, TRequest, TResponse>(TService service, IAsyncStreamReader<TRequest> input, IServerStreamWriter<TResponse> output, ServerCallContext serverCallContext)
        where TService : class where TRequest : class where TResponse : class;
}

namespace Grpc.AspNetCore.Server
{
    internal sealed class Pipelines<TService>(ServiceSettings settings, IGrpcServiceActivator<TService> activator) where TService : class
    {
        public UnaryServerMethod<TRequest, TResponse> Unary<TRequest, TResponse>(UnaryServerMethod<TService, TRequest, TResponse> method)
            where TRequest : class where TResponse : class
        {
            UnaryServerMethod<TRequest, TResponse> pipeline = (request, context) =>
                WithService(context, service => method(service, request, context));
            foreach (var registration in settings.Interceptors.Reverse())
            {
                var next = pipeline;
                var interceptors = Activator(registration);
                pipeline = (request, context) =>
                    WithInterceptor(context, interceptors, registration, interceptor => interceptor.UnaryServerHandler(request, context, next));
            }

            return pipeline;
        }

        public ClientStreamingServerMethod<TRequest, TResponse> ClientStreaming<TRequest, TResponse>(ClientStreamingServerMethod<TService, TRequest, TResponse> method)
            where TRequest : class where TResponse : class
        {
            ClientStreamingServerMethod<TRequest, TResponse> pipeline = (requests, context) =>
                WithService(context, service => method(service, requests, context));
            foreach (var registration in settings.Interceptors.Reverse())
            {
                var next = pipeline;
                var interceptors = Activator(registration);
                pipeline = (requests, context) =>
                    WithInterceptor(context, interceptors, registration, interceptor => interceptor.ClientStreamingServerHandler(requests, context, next));
            }

            return pipeline;
        }

        public ServerStreamingServerMethod<TRequest, TResponse> ServerStreaming<TRequest, TResponse>(ServerStreamingServerMethod<TService, TRequest, TResponse> method)
            where TRequest : class where TResponse : class
        {
            ServerStreamingServerMethod<TRequest, TResponse> pipeline = (request, responses, context) =>
                WithService(context, service => Done(method(service, request, responses, context)));
            foreach (var registration in settings.Interceptors.Reverse())
            {
                var next = pipeline;
                var interceptors = Activator(registration);
                pipeline = (request, responses, context) => WithInterceptor(context, interceptors, registration,
                    interceptor => Done(interceptor.ServerStreamingServerHandler(request, responses, context, next)));
            }

            return pipeline;
        }

        public DuplexStreamingServerMethod<TRequest, TResponse> DuplexStreaming<TRequest, TResponse>(DuplexStreamingServerMethod<TService, TRequest, TResponse> method)
            where TRequest : class where TResponse : class
        {
            DuplexStreamingServerMethod<TRequest, TResponse> pipeline = (requests, responses, context) =>
                WithService(context, service => Done(method(service, requests, responses, context)));
            foreach (var registration in settings.Interceptors.Reverse())
            {
                var next = pipeline;
                var interceptors = Activator(registration);
                pipeline = (requests, responses, context) => WithInterceptor(context, interceptors, registration,
                    interceptor => Done(interceptor.DuplexStreamingServerHandler(requests, responses, context, next)));
            }

            return pipeline;
        }

        private async Task<T> WithService<T>(ServerCallContext context, Func<TService, Task<T>> invoke)
        {
            if (settings.SuppressCreatingService)
                return await invoke(null!);
            var handle = activator.Create(context.GetHttpContext().RequestServices);
            try
            {
                return await invoke(handle.Instance);
            }
            finally
            {
                await activator.ReleaseAsync(handle);
            }
        }

        private static async Task<T> WithInterceptor<T>(
            ServerCallContext context, Type activatorType, InterceptorRegistration registration, Func<Interceptor, Task<T>> invoke)
        {
            var services = context.GetHttpContext().RequestServices;
            var interceptors = (IGrpcInterceptorActivator)services.GetRequiredService(activatorType);
            var handle = interceptors.Create(services, registration);
            try
            {
                return await invoke(handle.Instance);
            }
            finally
            {
                await interceptors.ReleaseAsync(handle);
            }
        }

        private static Type Activator(InterceptorRegistration registration) => typeof(IGrpcInterceptorActivator<>).MakeGenericType(registration.Type);

        private static async Task<bool> Done(Task task)
        {
            await task;
            return true;
        }
    }
}
