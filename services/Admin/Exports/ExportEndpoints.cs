using Grpc.Core;
using Inkoop.Admin.Components.Parts;
using Inkoop.Admin.Identity;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Exports;

/// <summary>Lists as files: the whole result of a question, not the page that is on screen. Read with the user's own token, page after page.</summary>
public static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/export").WithMetadata(new UiEndpoint());
        group.MapGet("/{list}.csv", (string list, HttpContext context, Backend backend, TimeProvider clock) => SendAsync(Lists.Find(list, backend, context.Request.Query, DutchDay.Today(clock), context.RequestAborted), list, "csv", context));
        group.MapGet("/{list}.xlsx", (string list, HttpContext context, Backend backend, TimeProvider clock) => SendAsync(Lists.Find(list, backend, context.Request.Query, DutchDay.Today(clock), context.RequestAborted), list, "xlsx", context));
        var whatIf = new PostedByAttribute(typeof(SettlementService), "WhatIf");
        // A what-if is asked by a form too large for an address; it changes nothing.
        group.MapPost("/wat-als.csv", async (HttpContext context, Backend backend) => await SendAsync(MoneyLists.WhatIf(backend, await context.Request.ReadFormAsync(context.RequestAborted), context.RequestAborted), "wat-als", "csv", context)).WithMetadata(whatIf).DisableAntiforgery();
        group.MapPost("/wat-als.xlsx", async (HttpContext context, Backend backend) => await SendAsync(MoneyLists.WhatIf(backend, await context.Request.ReadFormAsync(context.RequestAborted), context.RequestAborted), "wat-als", "xlsx", context)).WithMetadata(whatIf).DisableAntiforgery();
    }

    private static async Task<IResult> SendAsync(ExportTable? table, string list, string kind, HttpContext context)
    {
        if (table is null)
            return Results.NotFound();
        // Complete before the first byte leaves: a file that breaks off half-way looks whole to who opens it.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        try
        {
            if (kind == "csv")
                await ExportFile.WriteCsvAsync(table, file, context.RequestAborted);
            else
                await ExportFile.WriteXlsxAsync(table, file, context.RequestAborted);
            file.Position = 0;
            return Results.Stream(file, kind == "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{(list == "betaalbestand" ? table.Name : list)}.{kind}");
        }
        catch (RpcException e)
        {
            await file.DisposeAsync();
            var problem = PageProblem.Of(e);
            return Results.Text(problem.Title + ". " + problem.Text, "text/plain; charset=utf-8", statusCode: problem.Status);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
