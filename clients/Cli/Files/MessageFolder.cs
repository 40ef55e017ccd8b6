using System.Security.Cryptography;
using Grpc.Core;
using Inkoop.Wire.Dispositions.V1;

namespace Inkoop.Cli.Files;

/// <summary>A folder for iJw messages: full of client data, so only its owner may read what is written there.</summary>
internal sealed class MessageFolder(string folder)
{
    /// <summary>Writes a message as it comes in; a broken download leaves no half file.</summary>
    /// <returns>The path.</returns>
    public async Task<string> SaveAsync(MessageService.MessageServiceClient messages, string messageId, string purpose, string name, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Safe(name));
        var unfinished = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var call = messages.DownloadMessage(new DownloadMessageRequest { MessageId = messageId, Purpose = purpose }, cancellationToken: cancellationToken))
            await using (var file = new FileStream(unfinished, options))
            {
                await foreach (var part in call.ResponseStream.ReadAllAsync(cancellationToken))
                    await file.WriteAsync(part.Chunk.Memory, cancellationToken);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }

        return path;
    }

    /// <summary>Only letters, digits, dots and dashes: a name made of somebody's message must not leave the folder.</summary>
    private static string Safe(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_')).TrimStart('.');
}
