using System.Globalization;
using System.Text;
using System.Text.Unicode;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Html;

namespace NewsFunctions.Dumps.Pages;

internal enum PageKind
{
    Html,
    PlainText,
}

/// <summary>Holds the text of a page after HTTP, compression and encoding were decoded.</summary>
internal readonly record struct PagePayload(PageKind Kind, string Text)
{
    private const int MaxCodings = 4;
    private const int MaxStart = 1024;

    /// <summary>Decodes the body of an HTTP response.</summary>
    /// <returns>The reason why there is no page; null if there is one.</returns>
    public static DumpDiagnostic? FromResponse(
        ReadOnlyMemory<byte> response, long offset, PageLimits limits, List<DumpDiagnostic> diagnostics, out PagePayload payload)
    {
        payload = default;
        if (!HttpMessage.Begins(response.Span))
        {
            return FromBody(response, null, offset, limits, diagnostics, out payload);
        }

        if (HttpMessage.Read(response.Span, limits.MaxHeaderBytes) is not { } message)
        {
            return DumpDiagnostics.PageHasNoHeaders(offset, limits.MaxHeaderBytes);
        }

        // 203 is a page that a proxy modified, which is still the page.
        if (message.Status is not (200 or 203))
        {
            return DumpDiagnostics.PageHasStatus(offset, message.Status);
        }

        // Images and scripts are most of a crawl, so they are not unpacked.
        if (!MayBePage(message["Content-Type"]))
        {
            return DumpDiagnostics.PageHasType(offset, TypeOf(message["Content-Type"]));
        }

        ReadOnlyMemory<byte> body = response[message.BodyStart..];
        if (message["Transfer-Encoding"] is { } transfer && transfer.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            body = Dechunk(body, offset, diagnostics);
        }

        string[] codings = (message["Content-Encoding"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (string coding in codings.Reverse().Take(MaxCodings))
        {
            if (Undo(coding, ref body, offset, limits, diagnostics) is { } why)
            {
                return why;
            }
        }

        return FromBody(body, message["Content-Type"], offset, limits, diagnostics, out payload);
    }

    public static DumpDiagnostic? FromBody(
        ReadOnlyMemory<byte> body, string? contentType, long offset, PageLimits limits, List<DumpDiagnostic> diagnostics, out PagePayload payload)
    {
        payload = default;
        if (!MayBePage(contentType))
        {
            return DumpDiagnostics.PageHasType(offset, TypeOf(contentType));
        }

        // Some servers compress without declaring it.
        if (body.Span is [0x1F, 0x8B, 8, ..] && Undo("gzip", ref body, offset, limits, diagnostics) is { } why)
        {
            return why;
        }

        if (body.Length > limits.MaxPageBytes)
        {
            return TooLarge(offset, limits);
        }

        Encoding encoding = PageEncoding.Find(body.Span, contentType, out string? declared, out bool guessed);
        string text = PageEncoding.Decode(encoding, body.Span);
        if (encoding.CodePage == Encoding.UTF8.CodePage && !Utf8.IsValid(body.Span) && TextBytes.Examine(body.Span).Pairs is > 0 and var pairs)
        {
            diagnostics.Add(DumpDiagnostics.SurrogatePairs(offset, pairs));
        }

        if (declared is not null || guessed)
        {
            diagnostics.Add(DumpDiagnostics.PageEncodingGuessed(offset, declared, encoding.WebName));
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return DumpDiagnostics.PageIsEmpty(offset);
        }

        bool html = LooksHtml(text);
        if (!html && TypeOf(contentType) == "application/octet-stream")
        {
            return DumpDiagnostics.PageHasType(offset, TypeOf(contentType));
        }

        bool saysHtml = TypeOf(contentType) is "text/html" or "application/xhtml+xml";
        payload = new PagePayload(html || saysHtml ? PageKind.Html : PageKind.PlainText, text);
        return null;
    }

    private static ReadOnlyMemory<byte> Dechunk(ReadOnlyMemory<byte> body, long offset, List<DumpDiagnostic> diagnostics)
    {
        byte[]? decoded = ChunkedBody.Decode(body.Span, out bool isWhole);
        if (decoded is not null && !isWhole)
        {
            diagnostics.Add(DumpDiagnostics.PageCutOff(offset, "chunked"));
        }

        return decoded ?? body;
    }

    private static DumpDiagnostic? Undo(
        string coding, ref ReadOnlyMemory<byte> body, long offset, PageLimits limits, List<DumpDiagnostic> diagnostics)
    {
        CodingResult result = ContentCoding.Decode(coding, body, limits.MaxPageBytes, out ReadOnlyMemory<byte> decoded);
        switch (result)
        {
            case CodingResult.TooLarge:
                return TooLarge(offset, limits);
            case CodingResult.Decoded:
                body = decoded;
                return null;
            case not CodingResult.Decoded when LooksText(body.Span):
                // Crawlers decode the body and keep the header.
                return null;
            case CodingResult.Broken:
                diagnostics.Add(DumpDiagnostics.PageCutOff(offset, coding));
                body = decoded;
                return null;
            default:
                return DumpDiagnostics.PageHasCoding(offset, coding);
        }
    }

    private static DumpDiagnostic TooLarge(long offset, PageLimits limits) =>
        DumpDiagnostics.PageTooLarge(offset, string.Create(CultureInfo.InvariantCulture, $"more than {limits.MaxPageBytes} bytes"));

    private static bool LooksText(ReadOnlySpan<byte> body) =>
        !body[..Math.Min(MaxStart, body.Length)].ContainsAnyInRange((byte)0, (byte)8);

    private static bool MayBePage(string? contentType) =>
        TypeOf(contentType) is "" or "text/html" or "application/xhtml+xml" or "text/plain" or "application/octet-stream";

    private static string TypeOf(string? contentType)
    {
        string type = contentType ?? "";
        int end = type.IndexOfAny([';', ',', ' ']);
        return (end < 0 ? type : type[..end]).Trim().ToLowerInvariant();
    }

    private static bool LooksHtml(string text)
    {
        ReadOnlySpan<char> start = text.AsSpan(0, Math.Min(MaxStart, text.Length)).TrimStart("\uFEFF \t\r\n");
        return start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<!--", StringComparison.Ordinal) || start.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<head", StringComparison.OrdinalIgnoreCase) || start.Contains("<body", StringComparison.OrdinalIgnoreCase)
            || (start.StartsWith("<", StringComparison.Ordinal) && start.Contains("</", StringComparison.Ordinal));
    }
}
