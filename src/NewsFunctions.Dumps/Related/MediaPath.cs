using System.Buffers;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Related;

/// <summary>Checks whether a media path is plain: <c>/2016/03/07/name.jpg</c>. In any case it stays with its item.</summary>
internal static class MediaPath
{
    // These are only ASCII: with one other character the search is several times slower.
    private static readonly SearchValues<char> Odd = SearchValues.Create(
        "\\?#% \u007f\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\v\f\r\u000e\u000f"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    /// <param name="path">The path, which must not be empty.</param>
    /// <param name="offset">The offset of the item.</param>
    /// <returns>Whether it is a plain path, which has neither query nor fragment.</returns>
    public static bool Check(string path, int offset, DiagnosticList diagnostics)
    {
        if (path[0] == '/' && !path.AsSpan().StartsWith("//") && !path.AsSpan().ContainsAny(Odd) && !path.Contains('\u00a0', StringComparison.Ordinal)
            && !path.Contains("/.", StringComparison.Ordinal))
        {
            return true;
        }

        CheckStart(path, offset, diagnostics);
        if (path.Length <= RelatedItem.MaxPathLength && UrlTemplate.HasDotSegment(path))
        {
            diagnostics.Add(DumpDiagnostics.DotSegments(offset));
        }

        if (path.AsSpan().ContainsAny('?', '#'))
        {
            diagnostics.Add(DumpDiagnostics.QueryInPath(offset));
        }

        if (path.Contains('\\', StringComparison.Ordinal))
        {
            diagnostics.Add(DumpDiagnostics.BackslashInPath(offset));
        }

        if (path.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            diagnostics.Add(DumpDiagnostics.WhiteSpaceInPath(offset));
        }

        return false;
    }

    private static void CheckStart(string path, int offset, DiagnosticList diagnostics)
    {
        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            diagnostics.Add(DumpDiagnostics.HostInPath(offset));
        }
        else if (HttpUrl.HasScheme(path))
        {
            diagnostics.Add(DumpDiagnostics.AbsoluteUrl(offset));
        }
        else if (path[0] != '/')
        {
            diagnostics.Add(DumpDiagnostics.NoLeadingSlash(offset));
        }
    }
}
