using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Inkoop.Admin.Forms;
using Inkoop.Admin.Identity;
using Inkoop.Admin.Texts;
using Inkoop.Wire;
using Microsoft.AspNetCore.Components;

namespace Inkoop.Admin.Components.Parts;

/// <summary>Why a page cannot show what it should: the HTTP status and what a person reads.</summary>
public sealed record PageProblem(int Status, string Title, string Text)
{
    public static PageProblem Of(RpcException e) => e.StatusCode switch
    {
        StatusCode.PermissionDenied => new(StatusCodes.Status403Forbidden, Words.Problem.ForbiddenTitle, Words.Problem.ForbiddenText),
        StatusCode.NotFound => new(StatusCodes.Status404NotFound, Words.Problem.NotFoundTitle, Words.Problem.NotFoundText),
        StatusCode.Unauthenticated => new(StatusCodes.Status401Unauthorized, Words.Problem.SignedOutTitle, Words.Problem.SignedOutText),
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted => new(StatusCodes.Status503ServiceUnavailable, Words.Problem.UnavailableTitle, Words.Problem.UnavailableText),
        // An address with a wrong id is an address of nothing; the names of fields are for programs.
        StatusCode.InvalidArgument when FormValues.Violations(e) is { Count: > 0 } faults => faults.All(fault => fault.Path.EndsWith("_id", StringComparison.Ordinal))
            ? new(StatusCodes.Status404NotFound, Words.Problem.NotFoundTitle, Words.Problem.NotFoundText)
            : new(StatusCodes.Status400BadRequest, Words.Problem.BadRequestTitle, string.Join(" ", faults.Select(fault => fault.Text).Distinct())),
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition => new(StatusCodes.Status400BadRequest, Words.Problem.BadRequestTitle, e.Status.Detail),
        _ => new(StatusCodes.Status502BadGateway, Words.Problem.FailedTitle, Words.Problem.FailedText),
    };
}

/// <summary>A page: loads through the services, turns their refusals into something readable, and takes its own form posts.</summary>
public abstract class AdminPage : ComponentBase
{
    [CascadingParameter] public HttpContext Http { get; set; } = null!;
    [Inject] protected Backend Backend { get; set; } = null!;
    [Inject] protected Session Session { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    public PageProblem? Problem { get; private set; }

    /// <summary>A call that takes longer than this has gone wrong: better a page that says so than a browser that waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected CallOptions Call => new(deadline: Clock.GetUtcNow().UtcDateTime + Patience, cancellationToken: Http.RequestAborted);

    /// <summary>For questions that settle many contracts at once.</summary>
    protected CallOptions LongCall => new(deadline: Clock.GetUtcNow().UtcDateTime.AddMinutes(5), cancellationToken: Http.RequestAborted);

    protected DateOnly Today => DutchDay.Today(Clock);

    /// <summary>A calendar day in the notation of the wire and of date inputs.</summary>
    protected static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    protected virtual Task LoadAsync() => Task.CompletedTask;

    protected override Task OnInitializedAsync() => GuardAsync(LoadAsync);

    /// <summary>Runs calls whose refusal is about the page as a whole.</summary>
    protected async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (RpcException e) when (!Http.RequestAborted.IsCancellationRequested)
        {
            Fail(PageProblem.Of(e));
        }
    }

    /// <summary>Calls that may be refused without spoiling the page: null then.</summary>
    protected async Task<T?> TryAsync<T>(Func<Task<T>> read) where T : class
    {
        try
        {
            return await read();
        }
        catch (RpcException) when (!Http.RequestAborted.IsCancellationRequested)
        {
            // The caller shows that this part is missing; the services have logged why.
            return null;
        }
    }

    /// <summary>Asks a question whose answer may be that it cannot be asked like this: what the service says about it, to show above the question; else empty.</summary>
    protected async Task<string> AskAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return "";
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument or StatusCode.FailedPrecondition)
        {
            if (!Http.Response.HasStarted)
                Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return FormValues.Violations(e) is { Count: > 0 } faults ? string.Join(" ", faults.Select(fault => fault.Text).Distinct()) : e.Status.Detail;
        }
    }

    /// <summary>Sends a form. True when it was carried out; else the form holds every fault, or the page its problem.</summary>
    protected async Task<bool> SendAsync(FormValues form, Func<Task> send)
    {
        try
        {
            await send();
            return true;
        }
        catch (RpcException e) when (!Http.RequestAborted.IsCancellationRequested)
        {
            if (!form.Take(e))
                Fail(PageProblem.Of(e));
            else if (e.StatusCode is StatusCode.AlreadyExists)
                form.Renew();
            if (form.HasFaults && !Http.Response.HasStarted)
                Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return false;
        }
    }

    protected void Fail(PageProblem problem)
    {
        Problem = problem;
        // At the last moment: a 404 that is there earlier makes the framework drop the page and answer nothing.
        if (!Http.Response.HasStarted)
            Http.Response.OnStarting(() =>
            {
                Http.Response.StatusCode = problem.Status;
                return Task.CompletedTask;
            });
    }

    protected string Query(string name) => Http.Request.Query[name].ToString().Trim();

    protected FormValues Posted() => FormValues.Read(Http.Request.Form);

    /// <summary>Which button was pressed.</summary>
    protected string Pressed => Http.Request.HasFormContentType ? Http.Request.Form["_op"].ToString() : "";

    protected void Go([StringSyntax("Uri")] string path) => Navigation.NavigateTo(path);
}
