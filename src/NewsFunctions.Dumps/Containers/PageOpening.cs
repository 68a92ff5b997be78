using System.Text;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Recognises an HTML page by its first bytes, in UTF-8, UTF-16 or any ASCII-compatible encoding.</summary>
/// <remarks>It is stricter than the check of a response whose header says HTML: the first tag must be one that only a page begins with, since
/// a text dump may begin with any other tag.</remarks>
internal static class PageOpening
{
    private const int MaxHead = 4096;
    private const int MaxComments = 16;

    private static readonly string[] Tags = ["!doctype html", "html", "head", "body", "meta", "title", "link", "script", "style", "base", "article", "main"];

    public static bool IsPage(ReadOnlySpan<byte> head)
    {
        if (!MayBegin(head))
        {
            return false;
        }

        head = head[..Math.Min(head.Length, MaxHead)];
        string text = (Utf16.Detect(head)?.Encoding ?? Encoding.Latin1).GetString(head);
        ReadOnlySpan<char> rest = Trim(text);
        for (int i = 0; i < MaxComments && PassComment(ref rest); i++)
        {
        }

        foreach (string tag in Tags)
        {
            if (rest is ['<', .. var name] && name.StartsWith(tag, StringComparison.OrdinalIgnoreCase)
                && name.Length > tag.Length && name[tag.Length] is '>' or ' ' or '\t' or '\r' or '\n' or '/')
            {
                return true;
            }
        }

        return false;
    }

    // A cheap check first, because most dumps are texts.
    private static bool MayBegin(ReadOnlySpan<byte> head) => head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, (byte)'<', ..]
        || ContainerKinds.TrimStart(head) is [(byte)'<', ..];

    /// <summary>Skips a comment or processing instruction, such as the XML declaration of XHTML.</summary>
    private static bool PassComment(ref ReadOnlySpan<char> text)
    {
        string? end = text.StartsWith("<!--") ? "-->" : text.StartsWith("<?") ? ">" : null;
        int found = end is null ? -1 : text.IndexOf(end);
        if (found < 0)
        {
            return false;
        }

        text = Trim(text[(found + end!.Length)..]);
        return true;
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.TrimStart("\ufeff\u00ef\u00bb\u00bf \t\r\n\f\v");
}
