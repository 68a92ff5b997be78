using NewsFunctions.Core.Captures;

namespace NewsFunctions.Links.Captures;

/// <summary>What came of a download.</summary>
/// <param name="File">Null where it is not to be kept.</param>
/// <param name="Reason">Why not, one sentence.</param>
public sealed record DownloadedFile(CapturedFile? File, string? Reason)
{
    internal static DownloadedFile Refused(string reason) => new(null, reason);
}
