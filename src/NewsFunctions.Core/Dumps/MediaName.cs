using System.Globalization;
using NewsFunctions.Links;

namespace NewsFunctions.Dumps;

/// <summary>What a media path says about its file.</summary>
internal static class MediaName
{
    private const int TicksDigits = 18;

    private static readonly string[] Images = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp", ".svg", ".tif", ".tiff"];
    private static readonly string[] Videos = [".mp4", ".webm", ".m4v", ".mov", ".avi", ".flv", ".mkv", ".mpg", ".mpeg", ".wmv", ".3gp", ".ogv"];

    public static LinkKind KindOf(string? path)
    {
        ReadOnlySpan<char> name = FileOf(path);
        return EndsInAny(name, Images) ? LinkKind.Image : EndsInAny(name, Videos) ? LinkKind.Video : LinkKind.Other;
    }

    /// <summary>The .NET ticks in the file name, <c>alalam_635929720961368213_25f_4x3.jpg</c>: local time of the site.</summary>
    public static DateTime? UploadedAt(string? path, long offset, DiagnosticList diagnostics)
    {
        ReadOnlySpan<char> name = FileOf(path);
        name = name[(name.LastIndexOf('/') + 1)..];
        for (int at = name.IndexOfAnyInRange('0', '9'); at >= 0;)
        {
            int length = name[at..].IndexOfAnyExceptInRange('0', '9');
            length = length < 0 ? name.Length - at : length;
            if (length == TicksDigits)
            {
                return FromTicks(path!, long.Parse(name.Slice(at, length), CultureInfo.InvariantCulture), offset, diagnostics);
            }

            int next = name[(at + length)..].IndexOfAnyInRange('0', '9');
            at = next < 0 ? -1 : at + length + next;
        }

        return null;
    }

    private static DateTime? FromTicks(string path, long ticks, long offset, DiagnosticList diagnostics)
    {
        var uploaded = new DateTime(ticks, DateTimeKind.Unspecified);
        if (uploaded.Year is < 1990 or > 2100)
        {
            diagnostics.Add(DumpDiagnostics.TicksOutOfRange(offset));
            return null;
        }

        if (DateOf(path) is { } date && date != DateOnly.FromDateTime(uploaded))
        {
            diagnostics.Add(DumpDiagnostics.TicksAgainstPath(offset, uploaded));
        }

        return uploaded;
    }

    /// <summary>The first <c>/yyyy/MM/dd/</c>.</summary>
    private static DateOnly? DateOf(string path)
    {
        for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0 && slash + 12 <= path.Length; slash = path.IndexOf('/', slash + 1))
        {
            if (path[slash + 11] == '/' && DateOnly.TryParseExact(
                path.AsSpan(slash + 1, 10), "yyyy'/'MM'/'dd", CultureInfo.InvariantCulture, default, out DateOnly date))
            {
                return date;
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> FileOf(string? path)
    {
        int end = path.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? path : path.AsSpan(0, end);
    }

    private static bool EndsInAny(ReadOnlySpan<char> name, string[] endings)
    {
        foreach (string ending in endings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
