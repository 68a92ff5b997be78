using System.Globalization;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Holds what made up the id of a dump at its first upload. A restore keeps it in the blob's metadata, because the service gives
/// every blob a new time and ETag, and dump ids are made of both.</summary>
/// <remarks>Both names or none: a person who edits metadata by hand may remove one. Overwriting a restored upload replaces its
/// metadata as well, so the new content is another dump.</remarks>
internal sealed record DumpOrigin(string ETag, DateTimeOffset UploadedAt)
{
    private const string ETagName = "newsoriginetag";
    private const string TimeName = "newsoriginuploadedat";

    /// <summary>Removes the origin from metadata and returns it; null if there is none, or if a restore did not write it.</summary>
    public static DumpOrigin? Take(Dictionary<string, string> metadata)
    {
        metadata.Remove(ETagName, out string? etag);
        metadata.Remove(TimeName, out string? time);
        return etag is { Length: > 0 } && DateTimeOffset.TryParseExact(
            time, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at)
            ? new DumpOrigin(etag, at)
            : null;
    }

    /// <summary>Adds the origin to the metadata of a blob that is to be restored.</summary>
    public void AddTo(Dictionary<string, string> metadata)
    {
        metadata[ETagName] = ETag;
        metadata[TimeName] = UploadedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
    }
}
