using System.Text.Json;

namespace Inkoop.Demo;

/// <summary>How far a load came, kept in the data folder so that a restart goes on there.</summary>
public sealed record LoadRecord
{
    /// <summary>Digest of the plan: another plan cannot be gone on with.</summary>
    public string Plan { get; init; } = "";

    /// <summary>Steps that were done whole. The next one may have been done in part: its calls answer as they did.</summary>
    public int StepsDone { get; init; }

    /// <summary>The time of the walk; what was stored carries it.</summary>
    public DateTimeOffset? WalkedTo { get; init; }

    public bool Finished { get; init; }

    public static LoadRecord Read(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<LoadRecord>(File.ReadAllBytes(path)) ?? new LoadRecord() : new LoadRecord();

    /// <summary>Whole or not at all: written beside and moved over the old one.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + ".new";
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(beside, path, overwrite: true);
    }
}
