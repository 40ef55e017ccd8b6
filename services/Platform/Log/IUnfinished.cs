namespace Inkoop.Platform.Log;

/// <summary>Work of a service that follows from what was recorded and is still to be done and told: until then other services do not know it.</summary>
public interface IUnfinished
{
    string Service { get; }

    Task<long> CountAsync(CancellationToken cancellationToken);
}
