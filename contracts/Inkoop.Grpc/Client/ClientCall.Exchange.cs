// The exchange of one call over HTTP/2: request headers, response headers, messages, trailers.

using System.IO.Pipelines;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

internal sealed class ClientCall<TRequest, TResponse> : ClientCall where TRequest : class where TResponse : class
{
    private static readonly StreamPipeReaderOptions PipeOptions = new(leaveOpen: true, useZeroByteReads: false);

    private readonly Method<TRequest, TResponse> method;
    private readonly HttpRequestMessage request;
    private readonly string? requestEncoding;
    private HttpResponseMessage? response;
    private MessageReader? reader;
    private bool trailersOnly;
    private TaskCompletionSource<TResponse>? single;

    public ClientCall(GrpcChannel channel, Method<TRequest, TResponse> method, CallOptions options) : base(channel, method, options)
    {
        this.method = method;
        requestEncoding = options.Headers?.GetValue(HeaderNames.EncodingRequest);
        request = new HttpRequestMessage(HttpMethod.Post, channel.UriOf(method)) { Version = channel.HttpVersion, VersionPolicy = channel.VersionPolicy };
        Writer = new MessageWriter(channel.MaxSendSize);
    }

    public MessageWriter Writer { get; }
    public bool HasSingleResponse => single is not null;
    public Action<TRequest, SerializationContext> Serializer => method.RequestMarshaller.ContextualSerializer;

    /// <summary>The headers are in: the reader of a response stream waits for it. Never faults.</summary>
    public Task Started { get; private set; } = Task.CompletedTask;

    /// <summary>Starts a call with one response.</summary>
    public Task<TResponse> StartForOne(HttpContent content)
    {
        single = new TaskCompletionSource<TResponse>();
        Started = RunAsync(content);
        return single.Task;
    }

    /// <summary>Starts a call with a stream of responses.</summary>
    public IAsyncStreamReader<TResponse> StartForMany(HttpContent content)
    {
        Started = RunAsync(content);
        return new ClientStreamReader<TRequest, TResponse>(this);
    }

    public ReadOnlyMemory<byte> Frame(TRequest message, WriteOptions? options)
    {
        var provider = requestEncoding is null or Encodings.Identity || ((options ?? Options.WriteOptions)?.Flags & WriteFlags.NoCompress) == WriteFlags.NoCompress
            ? null
            : Channel.Encodings.Find(requestEncoding)
                ?? throw MessageFrame.Error(StatusCode.Internal, $"Could not find compression provider for '{requestEncoding}'.");
        return Writer.Frame(Serializer, message, provider, null);
    }

    /// <summary>The next response of a stream; found is false after the last one, when the call has finished with OK.</summary>
    /// <exception cref="RpcException">The call ended with a status other than OK.</exception>
    public async Task<(bool Found, TResponse? Message)> ReadAsync(CancellationToken token)
    {
        if (!Started.IsCompleted || !IsFinished)
        {
            try
            {
                if (!Started.IsCompleted)
                    await Started.WaitAsync(token).ConfigureAwait(false);
                if (IsFinished)
                    return Ended();
                var next = await reader!.ReadAsync(method.ResponseMarshaller.ContextualDeserializer, token).ConfigureAwait(false);
                if (next.Found)
                    return next;
                FinishFromTrailers();
            }
            catch (Exception ex)
            {
                // A read that the application cancels ends the call: half a message may have gone by.
                Finish(token.IsCancellationRequested
                    ? new Status(StatusCode.Cancelled, "Call canceled by the client.", ex)
                    : StatusOf("Error reading next message.", ex));
            }
        }

        return Ended();
    }

    protected override void Release()
    {
        // A channel that is disposed may finish a call that is still being made.
        (request?.Content as IReleasable)?.Release();
        response?.Dispose();
    }

    private (bool, TResponse?) Ended() => GetStatus().StatusCode == StatusCode.OK ? (false, null) : throw Failure();

    private async Task RunAsync(HttpContent content)
    {
        TResponse? message = null;
        try
        {
            content.Headers.TryAddWithoutValidation("Content-Type", HeaderNames.ContentType);
            request.Content = content;
            Arm();
            if (!IsFinished)
            {
                WriteHeaders(Options.Headers);
                if (Channel.CallCredentials.Count > 0 || Options.Credentials is not null)
                    await AuthenticateAsync().ConfigureAwait(false);
                response = await Channel.SendAsync(request, Connection).ConfigureAwait(false);
                if (CheckHeaders())
                {
                    await OpenAsync().ConfigureAwait(false);
                    if (single is not null)
                        message = await ReadSingleAsync().ConfigureAwait(false);
                }
            }
        }
        catch (Exception ex)
        {
            Finish(StatusOf("Error starting gRPC call.", ex));
        }

        // A call that was finished while its response came in must let go of it here: the other side may not have seen it.
        Interlocked.MemoryBarrier();
        if (IsFinished)
            Release();
        if (single is null)
            return;
        if (GetStatus().StatusCode == StatusCode.OK)
        {
            single.TrySetResult(message!);
            return;
        }

        single.TrySetException(Failure());
        _ = single.Task.Exception;
    }

    // False when the response already carries the end of the call.
    private bool CheckHeaders()
    {
        if (StatusIn(response!.Headers) is { } ended)
        {
            trailersOnly = true;
            HeadersAreIn();
            Finish(ended.StatusCode == StatusCode.OK && single is not null
                ? new Status(StatusCode.Internal, "Failed to deserialize response message.")
                : OrDeadline(ended), withTrailers: true);
            return false;
        }

        if (response.StatusCode != HttpStatusCode.OK)
            throw MessageFrame.Error(StatusMapping.FromHttp(response.StatusCode), $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}");
        var contentType = First(response.Content.Headers, "Content-Type");
        if (!HeaderNames.IsGrpc(contentType))
            throw MessageFrame.Error(StatusCode.Cancelled, $"Bad gRPC response. Invalid content-type value: {contentType}");
        if (response.Version < System.Net.HttpVersion.Version20)
            throw MessageFrame.Error(StatusCode.Internal, $"Bad gRPC response. Response protocol downgraded to HTTP/{response.Version}.");
        HeadersAreIn();
        return true;
    }

    private async ValueTask OpenAsync()
    {
        var encoding = First(response!.Headers, HeaderNames.Encoding);
        var stream = await response.Content.ReadAsStreamAsync(Connection).ConfigureAwait(false);
        reader = new MessageReader(PipeReader.Create(stream, PipeOptions), Channel.MaxReceiveSize, encoding, Channel.Encodings.Find(encoding), StatusCode.Internal);
    }

    private async ValueTask<TResponse?> ReadSingleAsync()
    {
        try
        {
            var (found, message) = await reader!.ReadOnlyOneAsync(method.ResponseMarshaller.ContextualDeserializer, Connection).ConfigureAwait(false);
            FinishFromTrailers(found);
            return message;
        }
        finally
        {
            reader!.Release();
        }
    }

    private void FinishFromTrailers(bool found = true)
    {
        var status = StatusIn(response!.TrailingHeaders) ?? new Status(StatusCode.Cancelled, "No grpc-status found on response.");
        if (status.StatusCode == StatusCode.OK && !found)
            status = new Status(StatusCode.Internal, "Failed to deserialize response message.");
        Finish(OrDeadline(status), withTrailers: true);
    }

    private void WriteHeaders(Metadata? metadata)
    {
        var headers = request.Headers;
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation("user-agent", "grpc-dotnet/2.80.0 (inkoop)");
        headers.TryAddWithoutValidation(HeaderNames.AcceptEncoding, Channel.Encodings.AcceptHeader);
        if (requestEncoding is not null and not Encodings.Identity)
            headers.TryAddWithoutValidation(HeaderNames.Encoding, requestEncoding);
        if (HasDeadline)
            headers.TryAddWithoutValidation(HeaderNames.Timeout, GrpcTimeout.Format(TimeLeft));
        Add(headers, metadata);
    }

    private static void Add(HttpRequestHeaders headers, Metadata? metadata)
    {
        if (metadata is null)
            return;
        foreach (var entry in metadata)
        {
            if (HeaderNames.IsReserved(entry.Key))
                continue;
            if (entry.Key == "user-agent")
                headers.Remove("user-agent");
            headers.TryAddWithoutValidation(entry.Key, HeaderNames.WireValue(entry));
        }
    }

    private async Task AuthenticateAsync()
    {
        if (!Channel.UsesCallCredentials)
        {
            ClientLog.CredentialsUnused(Channel.Logger);
            return;
        }

        var interceptors = new CallCredentialsReader();
        foreach (var credentials in Channel.CallCredentials)
            credentials.InternalPopulateConfiguration(interceptors, this);
        Options.Credentials?.InternalPopulateConfiguration(interceptors, this);
        var authority = Channel.Address.IsDefaultPort ? Channel.Address.Host : Channel.Address.Authority;
        foreach (var interceptor in interceptors.Found)
        {
            var metadata = new Metadata();
            var context = new AuthInterceptorContext($"{Channel.Address.Scheme}://{authority}/{method.ServiceName}", method.Name, Connection);
            await interceptor(context, metadata).WaitAsync(Connection).ConfigureAwait(false);
            Add(request.Headers, metadata);
        }
    }

    protected override Metadata ReadHeaders() => MetadataOf(response!.Headers);

    protected override Metadata ReadTrailers() => MetadataOf(trailersOnly ? response!.Headers : response!.TrailingHeaders);

    private static Metadata MetadataOf(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
            if (NameOf(name) is { } key)
                foreach (var value in values)
                    HeaderNames.AddTo(metadata, key, value);
        return metadata;
    }

    private static string? NameOf(string name)
    {
#pragma warning disable CA1308 // Metadata keys are lower case.
        var key = name.ToLowerInvariant();
#pragma warning restore CA1308
        return HeaderNames.IsReserved(key) ? null : key;
    }

    private static Status? StatusIn(HttpHeaders headers)
    {
        if (First(headers, HeaderNames.Status) is not { } code)
            return null;
        var parsed = StatusMapping.ParseCode(code, out var problem);
        return new Status(parsed, problem ?? (First(headers, HeaderNames.Message) is { } message ? PercentCoding.Decode(message) : ""));
    }

    private static string? First(HttpHeaders headers, string name)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values))
            return null;
        foreach (var value in values)
            return value;
        return null;
    }

    private sealed class CallCredentialsReader : CallCredentialsConfiguratorBase
    {
        public List<AsyncAuthInterceptor> Found { get; } = [];

        public override void SetAsyncAuthInterceptorCredentials(object state, AsyncAuthInterceptor interceptor) => Found.Add(interceptor);

        public override void SetCompositeCredentials(object state, IReadOnlyList<CallCredentials> credentials)
        {
            foreach (var part in credentials)
                part.InternalPopulateConfiguration(this, state);
        }
    }
}
