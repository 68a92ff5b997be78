using NewsFunctions.Core.Captures;

namespace NewsFunctions.Links.Captures;

/// <summary>Holds the result of a download.</summary>
/// <param name="File">Null if the file is not kept.</param>
/// <param name="Reason">One sentence why it is not kept.</param>
public sealed record DownloadedFile(CapturedFile? File, string? Reason)
{
    internal static DownloadedFile Refused(string reason) => new(null, reason);
}
