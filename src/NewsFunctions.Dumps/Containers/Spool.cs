using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Stores a stream on disk, for formats that must be read from their end.</summary>
internal static class Spool
{
    /// <returns>A file that is deleted when it is closed.</returns>
    public static async ValueTask<FileStream> ReadAsync(Stream content, long limit, DiagnosticList defects, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 0,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            byte[] buffer = new byte[80 * 1024];
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                int fits = (int)Math.Min(read, limit - file.Position);
                await file.WriteAsync(buffer.AsMemory(0, fits), cancellationToken);
                if (fits < read)
                {
                    // The stored part is read as a truncated zip.
                    defects.AddAlways(DumpDiagnostics.Stopped(0, FormattableString.Invariant($"the zip is longer than the {limit} bytes that may be stored on disk")));
                    break;
                }
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
