using System.Text;
using CsCheck;
using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Tests.Links.Http;

public sealed class SloppyHeadTests
{
    private const string Ok = "HTTP/1.1 200 \r\n";

    private static readonly Gen<string> Pieces = Gen.OneOf(
        "HTTP/1.1 ", "http", "/", "200", " ", "\t", "\r", "\n", "\r\n", "\0", ":", "Content-Length: ", "5", "5, 5", "-5", "Transfer-Encoding: ", "chunked", "X-A", "\u00e9", "\u007f");

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nServer: a\r\n\r\n", "HTTP/1.1 200 \r\nServer: a\r\n\r\n")]
    [InlineData("HTTP/1.0 404\nServer : a\n\n", "HTTP/1.0 404 \r\nServer: a\r\n\r\n")]
    [InlineData("HTTP/1.1 200 caf\u00e9\r\nServer: caf\u00e9\r\n\r\n", Ok + "Server: caf\u00e9\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nServer: a\r\n\tb\r\n  c\r\n\r\n", Ok + "Server: a b c\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", Ok + "\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Ok + "Transfer-Encoding: chunked\r\n\r\n")]
    public void Valid_header_has_no_defect(string head, string mended) => AssertMended(head, mended);

    [Theory]
    [InlineData("http/1.1 200 OK\r\n\r\n", Ok)]
    [InlineData("HTTP/1.1  200 OK\r\n\r\n", Ok)]
    [InlineData("HTTP/1.1\t200 OK\r\n\r\n", Ok)]
    [InlineData("HTTP/1.1 200OK\r\n\r\n", Ok)]
    [InlineData("HTTP/1.1 200 O\0K\r\n\r\n", Ok)]
    [InlineData("HTTP/1.1 200 OK\r\r\n\r\r\n", Ok)]
    [InlineData("HTTP/2 200 OK\r\n\r\n", Ok)]
    [InlineData("HTTP/2.0 200 OK\r\n\r\n", Ok)]
    [InlineData("HTTP 200 OK\r\n\r\n", "HTTP/1.0 200 \r\n")]
    [InlineData("ICY 200 OK\r\n\r\n", "HTTP/1.0 200 \r\n")]
    [InlineData("HTTP/0.9 200 OK\r\n\r\n", "HTTP/1.0 200 \r\n")]
    public void Status_line_is_read_as_browsers_read_it(string head, string statusLine) =>
        AssertMended(head, statusLine + "\r\n", HeadDefect.StatusLine);

    [Theory]
    [InlineData("this is no header")]
    [InlineData("two words: x")]
    [InlineData("tab\there: x")]
    [InlineData("a@b: x")]
    [InlineData("(a): x")]
    [InlineData("n\u00e4me: x")]
    [InlineData("nu\0l: x")]
    [InlineData(": x")]
    [InlineData("two words: x\r\n and its fold: y")]
    [InlineData(" a fold of nothing: x")]
    public void Malformed_header_line_is_dropped(string line)
    {
        AssertMended($"HTTP/1.1 200 OK\r\n{line}\r\nServer: a\r\n\r\n", Ok + "Server: a\r\n\r\n", HeadDefect.HeaderLine);
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\rb")]
    [InlineData("a\u0001b")]
    [InlineData("a\u007fb")]
    [InlineData("a b\r")]
    public void Control_characters_in_a_value_become_spaces(string value) =>
        AssertMended($"HTTP/1.1 200 OK\r\nServer: {value}\r\n\r\n", Ok + "Server: a b\r\n\r\n", HeadDefect.ControlCharacter);

    [Theory]
    [InlineData("Content-Length: 5, 5\r\n", "Content-Length: 5\r\n")]
    [InlineData("Content-Length: 5\r\nX: y\r\ncontent-length: 05\r\n", "X: y\r\nContent-Length: 5\r\n")]
    [InlineData("Content-Length: -5\r\n", "")]
    [InlineData("Content-Length: +5\r\n", "")]
    [InlineData("Content-Length: five\r\n", "")]
    [InlineData("Content-Length: 0x5\r\n", "")]
    [InlineData("Content-Length: 5.0\r\n", "")]
    [InlineData("Content-Length:\r\n", "")]
    [InlineData("Content-Length: 99999999999999999999\r\n", "")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\n")]
    [InlineData("Content-Length: 3\r\nContent-Length: 5\r\nTransfer-Encoding: Chunked\r\n", "Transfer-Encoding: chunked\r\n")]
    public void Length_is_one_number_or_none(string lines, string mended) =>
        AssertMended($"HTTP/1.1 200 OK\r\n{lines}\r\n", $"{Ok}{mended}\r\n", HeadDefect.ContentLength);

    [Theory]
    [InlineData("Transfer-Encoding: chunked, chunked\r\n", "Transfer-Encoding: chunked\r\n")]
    [InlineData("Transfer-Encoding: chunked;q=1, x\r\n", "Transfer-Encoding: chunked\r\n")]
    [InlineData("Transfer-Encoding: identity\r\nContent-Length: 5\r\n", "Content-Length: 5\r\n")]
    public void Transfer_encoding_is_chunked_or_none(string lines, string mended) =>
        AssertMended($"HTTP/1.1 200 OK\r\n{lines}\r\n", $"{Ok}{mended}\r\n", HeadDefect.TransferEncoding);

    [Theory]
    [InlineData("HTTP/1.1 OK\r\n\r\n")]
    [InlineData("HTTP/1.1\r\n\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 000 OK\r\n\r\n")]
    [InlineData("HTTPS required\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3, 5\r\n\r\n")]
    public void Header_without_status_or_with_two_lengths_is_unreadable(string head) =>
        Assert.NotNull(SloppyHead.Mend(Encoding.Latin1.GetBytes(head), hasJunk: false).Unread);

    [Theory]
    [InlineData("HTTP/1.1", 0)]
    [InlineData("\r\n\r\nHTTP/1.1", 4)]
    [InlineData("\n \thttp", 3)]
    [InlineData("\u00ef\u00bb\u00bfHTTP", 3)]
    [InlineData("abcdHTTP", 4)]
    [InlineData("ICY 200", 0)]
    [InlineData("", -1)]
    [InlineData("\r\n", -1)]
    [InlineData("HT", -1)]
    [InlineData("22", -1)]
    [InlineData("220 mail.example ESMTP", null)]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", null)]
    [InlineData("<!doctype html>", null)]
    [InlineData("abcdeHTTP", null)]
    public void Start_is_found_after_blank_lines_and_four_bytes(string bytes, int? start) =>
        Assert.Equal(start, SloppyHead.FindStart(Encoding.Latin1.GetBytes(bytes)));

    [Theory]
    [InlineData("a\r\nb\r\n\r\nbody", 8)]
    [InlineData("a\nb\n\nbody", 5)]
    [InlineData("a\r\n\nbody", 4)]
    [InlineData("a\r\r\n\r\r\nbody", 7)]
    [InlineData("a\r\n\r\n", 5)]
    [InlineData("a\r\nb\r\n\r", -1)]
    [InlineData("a\r\nb\r\n", -1)]
    [InlineData("a\r\r\r", -1)]
    [InlineData("", -1)]
    public void End_is_the_first_empty_line(string bytes, int end) => Assert.Equal(end, SloppyHead.FindEnd(Encoding.Latin1.GetBytes(bytes)));

    [Fact]
    public void Repaired_header_needs_no_repair() => Pieces.Array[0, 40].Sample(pieces =>
    {
        byte[] bytes = Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\n{string.Concat(pieces)}\r\n\r\n");
        MendedHead once = SloppyHead.Mend(bytes.AsSpan(0, SloppyHead.FindEnd(bytes)), hasJunk: false);
        if (once.Unread is not null)
        {
            return;
        }

        Assert.Equal((0, once.Bytes.Length), (SloppyHead.FindStart(once.Bytes.Span), SloppyHead.FindEnd(once.Bytes.Span)));
        MendedHead twice = SloppyHead.Mend(once.Bytes.Span, hasJunk: false);
        Assert.Empty(twice.Defects);
        Assert.Equal(once.Bytes.ToArray(), twice.Bytes.ToArray());
    });

    [Fact]
    public void Any_bytes_are_read_without_exceptions() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        _ = SloppyHead.FindStart(bytes);
        if (SloppyHead.FindEnd(bytes) is > 0 and var end)
        {
            _ = SloppyHead.Mend(bytes.AsSpan(0, end), hasJunk: false);
        }
    });

    private static void AssertMended(string head, string mended, params HeadDefect[] defects)
    {
        MendedHead read = SloppyHead.Mend(Encoding.Latin1.GetBytes(head), hasJunk: false);

        Assert.Null(read.Unread);
        Assert.Equal((mended, string.Join(' ', defects)), (Encoding.Latin1.GetString(read.Bytes.Span), string.Join(' ', read.Defects)));
    }
}
