using System.Buffers;
using System.Text;
using System.Text.Unicode;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Datelines;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Languages;
using NewsFunctions.Dumps.Related;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>Builds an article from its part of a text. One instance is reused for all articles of the text.</summary>
internal sealed class ArticleText : IDisposable
{
    private const int MaxItems = 10_000;

    /// <summary>The capacity above which lists are not reused for the next text.</summary>
    private const int MaxKept = 1_000;

    // Most texts are one short article. With new lists each would allocate 8 % more (2.6 bytes for a byte of the seed, target 2.5) and
    // take 3 % longer; a WET file 1 %.
    [ThreadStatic]
    private static ArticleText? _spare;

    private static readonly SearchValues<byte> ControlCharacters =
        SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, .. Enumerable.Range(0x0E, 0x12).Select(b => (byte)b), 0x7F]);

    private readonly ArticleLines _lines = new();
    private readonly List<RelatedItem> _items = [];
    private readonly DiagnosticList _diagnostics = new();

    private ArticleText()
    {
    }

    /// <summary>Returns an instance for this thread to use until it is disposed.</summary>
    public static ArticleText Take()
    {
        ArticleText taken = _spare ?? new ArticleText();
        _spare = null;
        return taken;
    }

    public void Dispose()
    {
        if (_items.Capacity <= MaxKept && _lines.Capacity <= MaxKept)
        {
            _items.Clear();
            _diagnostics.Clear();
            _spare = this;
        }
    }

    public ParsedArticle Read(ReadOnlySpan<byte> text, ArticleOutline outline)
    {
        ReadOnlySpan<byte> own = text[outline.Start..outline.End];
        DiagnosticList diagnostics = _diagnostics;
        diagnostics.Clear();
        if (Ascii.IsValid(own))
        {
            return Build(text, outline, diagnostics, ascii: true, offsets: null);
        }

        if (!Utf8.IsValid(own))
        {
            Utf8Findings findings = TextBytes.Examine(own);
            if (findings.Strays > 0 && findings.Valid + findings.Pairs <= findings.Strays && OneByteEncoding.Detect(own) is { } encoding)
            {
                return ReadOneByte(own, outline, encoding);
            }

            if (findings.Pairs > 0)
            {
                diagnostics.AddAlways(DumpDiagnostics.SurrogatePairs(outline.Start + findings.FirstPair, findings.Pairs));
            }

            if (findings.Invalid > 0)
            {
                diagnostics.AddAlways(DumpDiagnostics.InvalidUtf8(outline.Start + findings.FirstInvalid, findings.Invalid));
            }

            if (findings.CutOff >= 0)
            {
                diagnostics.AddAlways(DumpDiagnostics.CutOffCharacter(outline.Start + findings.CutOff));
            }
        }

        int lost = own.IndexOf("\ufffd"u8);
        if (lost >= 0)
        {
            diagnostics.AddAlways(DumpDiagnostics.LostCharacters(outline.Start + lost, own[lost..].Count("\ufffd"u8)));
        }

        return Build(text, outline, diagnostics, ascii: false, offsets: null);
    }

    private ParsedArticle ReadOneByte(ReadOnlySpan<byte> own, ArticleOutline outline, OneByteEncoding encoding)
    {
        int first = own.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        DiagnosticList diagnostics = _diagnostics;
        diagnostics.AddAlways(DumpDiagnostics.OneByteText(first, encoding.Name, own.Length - CountAscii(own)));
        int mark = own.IndexOf("\ufeff"u8);
        if (mark >= 0)
        {
            // A UTF-8 byte order mark is white space here, not three letters.
            own = WithoutMarks(own);
            diagnostics.AddAlways(DumpDiagnostics.ByteOrderMark(encoding.Utf8Length(own[..mark])));
        }

        byte[] utf8 = encoding.ToUtf8(own);
        var offsets = new TranscodedOffsets(utf8, outline.Start, outline.End, 1);
        return Build(utf8, outline.Transcoded(own, encoding), diagnostics, ascii: false, offsets).InMember(offsets);
    }

    private static byte[] WithoutMarks(ReadOnlySpan<byte> text)
    {
        byte[] without = text.ToArray();
        for (int at = 0, next; (next = without.AsSpan(at).IndexOf("\ufeff"u8)) >= 0; at += next)
        {
            without.AsSpan(at + next, 3).Fill((byte)' ');
        }

        return without;
    }

    private static int CountAscii(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte b in text)
        {
            count += b < 0x80 ? 1 : 0;
        }

        return count;
    }

    /// <param name="offsets">Maps to the text before its conversion to UTF-8; null if it always was UTF-8.</param>
    private ParsedArticle Build(ReadOnlySpan<byte> text, ArticleOutline outline, DiagnosticList diagnostics, bool ascii, TextOffsets? offsets)
    {
        _items.Clear();
        _lines.Begin(ascii, diagnostics);
        _lines.Add(text, outline.Start, outline.Dateline?.Start ?? outline.Block?.Start ?? outline.End);
        string? title = _lines.TakeTitle(text, outline.Dateline is not null);
        ReadDateline dateline = default;
        if (outline.Dateline is { } line)
        {
            dateline = ReadDatelines(text, outline, line, ascii, diagnostics);
            _lines.Add(text, outline.BodyStart, outline.Block?.Start ?? outline.End);
        }
        else
        {
            diagnostics.AddAlways(DumpDiagnostics.NoDateline(outline.Start));
        }

        if (outline.Block is not null)
        {
            _lines.TakeSource(text);
        }

        string? signature = _lines.TakeSignature(text);
        string? section = _lines.TakeSection(text);
        Blocks blocks = default;
        if (outline.Block is { } block)
        {
            int before = _lines.Count;
            blocks = ReadBlocks(text, block, outline.BlocksEnd, dateline.Time, diagnostics, offsets);
            _lines.Add(text, outline.BlocksEnd, outline.End);
            _lines.ReportTextAfterBlock(before);
        }

        CountControlCharacters(text[outline.Start..outline.End], outline.Start, diagnostics);
        string[] paragraphs = _lines.ToParagraphs(text);
        _lines.ReportLineEnds();
        var article = new ParsedArticle
        {
            Title = title,
            Section = section,
            Dateline = dateline.Time,
            DatelineOffset = dateline.Offset,
            Signature = signature,
            Paragraphs = paragraphs,
            Related = _items.ToArray(),
            Damage = new Damage(blocks.BytesDeclared, blocks.BytesThere, _items.Count, blocks.Lost),
            Language = ArticleLanguage.Of(title, paragraphs, dateline.Language, outline.Dateline?.Start ?? outline.Start, diagnostics),
            DeclaredLength = blocks.Declared,
            ActualLength = blocks.Actual,
            Diagnostics = diagnostics.ToArray(),
            Offset = outline.Start,
            Length = outline.End - outline.Start,
        };
        return !dateline.IsLaterForm
            ? article
            : article with { Earlier = Build(text, outline with { Dateline = null, BodyStart = outline.Start }, new DiagnosticList(), ascii, offsets) };
    }

    private static ReadDateline ReadDatelines(ReadOnlySpan<byte> text, ArticleOutline outline, TextSpan line, bool ascii, DiagnosticList diagnostics)
    {
        if (outline.IsGuess)
        {
            diagnostics.Add(DumpDiagnostics.BoundaryInDoubt(line.Start));
        }

        ReadOnlySpan<byte> written = text.Slice(line.Start, line.Length);
        ReadDateline dateline = Dateline.Read(ascii ? written : DatelineLine.ToUtf8(written), line.Start, diagnostics);
        for (int at = line.End; at < outline.BodyStart;)
        {
            at = TextBytes.FirstText(text, at, outline.BodyStart);
            int length = TextBytes.IndexOfLineEnd(text[at..outline.BodyStart]);
            TextSpan repeated = TextBytes.Trim(text, at, length < 0 ? outline.BodyStart : at + length);
            diagnostics.Add(DumpDiagnostics.RepeatedDateline(
                repeated.Start, Encoding.UTF8.GetString(DatelineLine.ToUtf8(text.Slice(repeated.Start, repeated.Length)))));
            at = repeated.End;
        }

        return dateline;
    }

    /// <summary>Reads adjacent blocks. What follows their lists within the blocks is text.</summary>
    private Blocks ReadBlocks(ReadOnlySpan<byte> text, TextSpan first, int blocksEnd, DateTime? dateline, DiagnosticList diagnostics, TextOffsets? offsets)
    {
        var blocks = new Blocks();
        long beyond = 0;
        var blockEnd = new RelatedBlockEnd();
        int end = first.Start;
        while (RelatedBlock.TryFind(text, end, blocksEnd, out RelatedBlock block))
        {
            _lines.Add(text, end, block.Start);
            if (block.Start == first.Start)
            {
                end = first.End;
            }
            else if (!blockEnd.TryFind(text, block, final: true, out end))
            {
                break;
            }

            RelatedList list = new RelatedListReader(text, block, end, _items, MaxItems, diagnostics, dateline).Read();
            _lines.Add(text, list.End, end);
            beyond += list.Beyond;
            blocks.Lost += list.Beyond + list.Lost;
            long actual = offsets is null || block.IsArray ? list.BytesThere : NearerLength(block, list.ActualLength, offsets);
            blocks.BytesDeclared = Damage.Saturated(blocks.BytesDeclared, list.BytesDeclared);
            blocks.BytesThere += actual;
            if (block.Start != first.Start)
            {
                diagnostics.Add(DumpDiagnostics.SecondBlock(block.Start));
            }
            else if (!block.IsArray)
            {
                blocks.Declared = block.Declared;
                blocks.Actual = actual;
                if (block.Declared != actual)
                {
                    diagnostics.AddAlways(DumpDiagnostics.LengthDiffers(block.Start, block.Declared, actual));
                }
            }
        }

        _lines.Add(text, end, blocksEnd);
        if (beyond > 0)
        {
            diagnostics.AddAlways(DumpDiagnostics.TooManyItems(first.Start, _items.Count, beyond));
        }

        return blocks;
    }

    /// <summary>Returns the length in the encoding that PHP counted: the bytes present, or their UTF-8 before the text was stored in another
    /// encoding.</summary>
    private static long NearerLength(RelatedBlock block, long asUtf8, TextOffsets offsets)
    {
        long asIs = offsets.ToMember((int)(block.Content + asUtf8)) - offsets.ToMember(block.Content);
        return Math.Abs((decimal)block.Declared - asUtf8) < Math.Abs((decimal)block.Declared - asIs) ? asUtf8 : asIs;
    }

    private static void CountControlCharacters(ReadOnlySpan<byte> own, int start, DiagnosticList diagnostics)
    {
        int first = own.IndexOfAny(ControlCharacters);
        if (first < 0)
        {
            return;
        }

        long count = 0;
        for (int at = first, next = 0; next >= 0; at += next)
        {
            count++;
            at++;
            next = own[at..].IndexOfAny(ControlCharacters);
        }

        diagnostics.AddAlways(DumpDiagnostics.ControlCharacters(start + first, count));
    }

    /// <summary>Holds the totals of an article's blocks. The lengths are those of the first.</summary>
    private record struct Blocks(long? Declared, long? Actual, long Lost, long BytesDeclared, long BytesThere);
}
