using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using AngleSharp.Text;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Html;

/// <summary>Finds the encoding of a page: by byte order mark, valid UTF-8, header, <c>meta</c>, and then by the bytes themselves.</summary>
internal static partial class PageEncoding
{
    private const int Prescan = 4096;

    static PageEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="declared">The encoding that the page or its header declares and the bytes contradict; null if they agree.</param>
    /// <param name="guessed">Whether the encoding is not declared.</param>
    public static Encoding Find(ReadOnlySpan<byte> page, string? contentType, out string? declared, out bool guessed)
    {
        declared = null;
        guessed = false;
        if (OfMark(page) is { } marked)
        {
            return marked;
        }

        string? label = LabelOf(contentType ?? "") ?? LabelOf(Encoding.Latin1.GetString(page[..Math.Min(Prescan, page.Length)]));
        Encoding? said = label is null || !TextEncoding.IsSupported(label) ? null : TextEncoding.Resolve(label);
        if (Utf16.Detect(page)?.Encoding is { } wide)
        {
            declared = said is not null && said.CodePage != wide.CodePage ? label : null;
            guessed = said is null;
            return wide;
        }

        if (said is UnicodeEncoding)
        {
            // If the declaration can be read as ASCII, the page is not UTF-16 (HTML standard, 13.2.3.2).
            said = Encoding.UTF8;
        }

        bool ascii = !page.ContainsAnyInRange((byte)0x80, (byte)0xFF);
        if ((Utf8.IsValid(page) || Cesu8.IsOnlyFlaw(page)) && (said is null || said.CodePage == Encoding.UTF8.CodePage || !ascii || !IsStateful(said)))
        {
            declared = said is not null && !ascii && said.CodePage != Encoding.UTF8.CodePage ? label : null;
            return Encoding.UTF8;
        }

        if (said is not null && (said.CodePage != Encoding.UTF8.CodePage || IsMostlyUtf8(page)))
        {
            return said;
        }

        declared = said is null ? null : label;
        guessed = said is null;
        // The page was written for browsers, which show unknown encodings as Western.
        return Encoding.GetEncoding(OneByteEncoding.Detect(page) == OneByteEncoding.Windows1256 ? 1256 : 1252);
    }

    /// <summary>Decodes the text of the page, without a byte order mark.</summary>
    public static string Decode(Encoding encoding, ReadOnlySpan<byte> page)
    {
        ReadOnlySpan<byte> mark = encoding.Preamble;
        page = mark.Length > 0 && page.StartsWith(mark) ? page[mark.Length..] : page;
        return encoding.CodePage == Encoding.UTF8.CodePage ? Cesu8.GetString(page) : encoding.GetString(page);
    }

    private static Encoding? OfMark(ReadOnlySpan<byte> page) => page switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static string? LabelOf(string text) => Charset().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Returns whether ASCII bytes have other meanings in the encoding (ISO-2022).</summary>
    private static bool IsStateful(Encoding encoding) => encoding.CodePage is >= 50220 and <= 50229 or 52936;

    /// <summary>Returns whether most sequences outside ASCII are UTF-8: the page is then damaged UTF-8, not of another encoding.</summary>
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> page)
    {
        Utf8Findings findings = TextBytes.Examine(page);
        return findings.Invalid < findings.Valid + findings.Pairs;
    }

    [GeneratedRegex("""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
