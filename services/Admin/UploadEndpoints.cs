using Google.Protobuf;
using Grpc.Core;
using Inkoop.Admin.Components.Parts;
using Inkoop.Admin.Identity;
using Inkoop.Admin.Texts;
using Inkoop.Wire.Dispositions.V1;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Inkoop.Admin;

/// <summary>
/// Files in and out. An upload is streamed from the browser to the service chunk by chunk: ASP.NET's own form reading would write the file, personal
/// data and all, unencrypted to a temporary folder first.
/// </summary>
public static class UploadEndpoints
{
    private const int ChunkBytes = 64 * 1024;
    private const long MaximumBytes = 26 * 1024 * 1024;

    public static void MapFiles(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/berichten").WithMetadata(new UiEndpoint());
        // The token stands in the first part of the body, which only the handler reads.
        group.MapPost("/aanleveren/bestand", UploadAsync).DisableAntiforgery();
        group.MapPost("/{id}/xml", DownloadAsync);
    }

    /// <summary>Why an upload was refused, by the fixed word in the address.</summary>
    public static string? Fault(string key) => key switch
    {
        "geen" => Words.Message.NoFile,
        "groot" => Words.Message.TooLarge,
        "verlopen" => Words.Message.FormExpired,
        "bereik" => Words.Form.Unreachable,
        "geweigerd" => Words.Message.Refused,
        _ => null,
    };

    private static async Task<IResult> UploadAsync(HttpContext context, Backend backend, IAntiforgery antiforgery)
    {
        try
        {
            return await ReadAsync(context, backend, antiforgery);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException && !context.RequestAborted.IsCancellationRequested)
        {
            return Back("geen"); // the form was cut off, or is none
        }
    }

    private static async Task<IResult> ReadAsync(HttpContext context, Backend backend, IAntiforgery antiforgery)
    {
        var cancel = context.RequestAborted;
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return Back("geen");
        var reader = new MultipartReader(boundary, context.Request.Body) { BodyLengthLimit = MaximumBytes };
        var requestId = "";
        var allowed = false;
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } content } file)
            {
                if (!allowed)
                    return Back("verlopen");
                return file.FileName.Length == 0 ? Back("geen") : await SendAsync(backend, requestId, Path.GetFileName(file.FileName), content, cancel);
            }
            if (section.AsFormDataSection() is not { } field)
                continue;
            var value = await field.GetValueAsync(cancel);
            if (field.Name == "request_id")
                requestId = value;
            if (field.Name == "__RequestVerificationToken")
            {
                // Antiforgery looks in the header first; the form itself is not read a second time.
                context.Request.Headers["RequestVerificationToken"] = value;
                allowed = await antiforgery.IsRequestValidAsync(context);
            }
        }
        return Back("geen");
    }

    private static async Task<IResult> SendAsync(Backend backend, string requestId, string fileName, Stream content, CancellationToken cancel)
    {
        try
        {
            using var call = backend.Messages.SendMessage(cancellationToken: cancel);
            try
            {
                await call.RequestStream.WriteAsync(new SendMessageRequest { RequestId = requestId, FileName = fileName.Length > 200 ? fileName[..200] : fileName }, cancel);
                var buffer = new byte[ChunkBytes];
                int read;
                while ((read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel)) > 0)
                    await call.RequestStream.WriteAsync(new SendMessageRequest { Chunk = ByteString.CopyFrom(buffer, 0, read) }, cancel);
                await call.RequestStream.CompleteAsync();
            }
            catch (RpcException)
            {
                // The service answered before it had everything: its answer says why.
            }
            catch (InvalidOperationException)
            {
                // The same, seen by the writer: the call is complete already.
            }
            var reply = await call.ResponseAsync;
            return Results.LocalRedirect($"/berichten/{reply.Message.MessageId}?klaar=ontvangen");
        }
        catch (RpcException e)
        {
            return Back(e.StatusCode switch
            {
                StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted => "bereik",
                _ => "geweigerd",
            });
        }
        catch (InvalidDataException)
        {
            return Back("groot");
        }
    }

    private static async Task<IResult> DownloadAsync(string id, HttpContext context, Backend backend, [FromForm] string? doel)
    {
        using var call = backend.Messages.DownloadMessage(new DownloadMessageRequest { MessageId = id, Purpose = doel ?? "" }, cancellationToken: context.RequestAborted);
        try
        {
            // The first chunk decides whether there is a file at all; only then does the answer begin.
            if (!await call.ResponseStream.MoveNext(context.RequestAborted))
                return Results.NotFound();
        }
        catch (RpcException e)
        {
            var problem = PageProblem.Of(e);
            return Results.Text(problem.Title + ". " + problem.Text, "text/plain; charset=utf-8", statusCode: problem.Status);
        }
        context.Response.ContentType = "application/xml; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"bericht-{id}.xml\"";
        do
            await call.ResponseStream.Current.Chunk.WriteToAsync(context.Response.Body, context.RequestAborted);
        while (await call.ResponseStream.MoveNext(context.RequestAborted));
        return Results.Empty;
    }

    private static IResult Back(string fault) => Results.LocalRedirect("/berichten/aanleveren?fout=" + fault);

    private static async Task WriteToAsync(this ByteString chunk, Stream target, CancellationToken cancel) => await target.WriteAsync(chunk.Memory, cancel);
}
