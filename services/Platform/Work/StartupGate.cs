namespace Inkoop.Platform.Work;

/// <summary>Opens once migrations have run and addresses are known: background work waits for it.</summary>
public sealed class StartupGate
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => opened.Task.IsCompletedSuccessfully;

    public Task ReadyAsync(CancellationToken cancellationToken) => opened.Task.WaitAsync(cancellationToken);

    public void Open() => opened.TrySetResult();
}
