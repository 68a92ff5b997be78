using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Php;

namespace NewsFunctions.Dumps.Texts;

/// <summary>Describes where a record ends.</summary>
/// <param name="Kept">The number of bytes from the window's beginning that belong to the record.</param>
internal readonly record struct TextCut(int Kept)
{
    /// <summary>The number of bytes of the window after them that are skipped. Others may have been skipped before.</summary>
    public int Skipped { get; init; }

    /// <summary>The number of stored bytes of the text that are kept or skipped.</summary>
    public long StoredLength { get; init; }

    /// <summary>Says whether nothing was skipped.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Says whether the text ends here.</summary>
    public bool IsLast { get; init; }

    /// <summary>Says whether the last article has no block.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>Finds the ends of the records of a text, one after the other.</summary>
internal sealed class TextCutter(TextWindow window, TextInput input, DumpReadLimits limits)
{
    /// <summary>The lookahead beyond the longest record, because finding an article's end may need a declared length.</summary>
    private const int Reach = PhpSyntax.MaxDeclared + (64 * 1024);

    /// <summary>The distance before the maximum length within which a line end is searched for as the cut.</summary>
    private const int LineReach = 64 * 1024;

    private readonly int _most = MostBytes(limits);

    /// <summary>Returns the maximum number of bytes of a text that must be in memory.</summary>
    public static int MostBytes(DumpReadLimits limits) => limits.MaxTextRecordBytes + Reach;

    /// <summary>Finds the end of the record at the window's beginning: the end of the first article that makes it long enough.</summary>
    /// <param name="isArticle">Whether a text without dateline and block is an article, too.</param>
    public async ValueTask<TextCut> CutAsync(bool isArticle, CancellationToken cancellationToken)
    {
        var scanner = new ArticleScanner(0);
        var whole = new TextCut(0);
        while (true)
        {
            if (Scan(ref scanner, ref whole, out bool isDone))
            {
                return whole with { IsWhole = true, StoredLength = input.StoredLength(window.Text.Span[..whole.Kept]) };
            }

            if (isDone)
            {
                return await ShortenAsync(isArticle, cancellationToken);
            }

            await window.GrowAsync(cancellationToken);
        }
    }

    /// <returns>True if the end was found; false if more must be read, or, with <paramref name="isDone"/>, if there is none.</returns>
    private bool Scan(ref ArticleScanner scanner, ref TextCut whole, out bool isDone)
    {
        ReadOnlySpan<byte> text = window.Text.Span;
        bool final = window.HasEnd && text.Length <= _most;
        text = text[..Math.Min(text.Length, _most)];
        isDone = true;
        while (scanner.TryNext(text, final, out ArticleOutline ended) && ended.End <= limits.MaxTextRecordBytes)
        {
            whole = new TextCut(ended.End) { IsOpen = ended.Block is null };
            if (ended.End >= limits.TargetRecordBytes)
            {
                return true;
            }
        }

        if (final && text.Length <= limits.MaxTextRecordBytes)
        {
            whole = new TextCut(text.Length) { IsLast = true, IsOpen = scanner.Open.Block is null };
            return true;
        }

        isDone = final || text.Length == _most || scanner.Open.Start > limits.MaxTextRecordBytes;
        return isDone && whole.Kept > 0;
    }

    /// <summary>Keeps the beginning of an article that is too long, and skips the rest of it.</summary>
    private async ValueTask<TextCut> ShortenAsync(bool isArticle, CancellationToken cancellationToken)
    {
        int kept = FindCut(isArticle);
        long stored = input.StoredLength(window.Text.Span[..kept]);

        // If everything is skipped, at least one byte must be.
        var scanner = new ArticleScanner(kept > 0 ? 0 : 1);
        while (true)
        {
            ReadOnlyMemory<byte> rest = window.Text[kept..];
            bool found = scanner.TryFindRestart(rest.Span, window.HasEnd, out int restart);
            if (found || window.HasEnd)
            {
                int skipped = found ? restart : rest.Length;
                return new TextCut(kept)
                {
                    Skipped = skipped,
                    StoredLength = stored + input.StoredLength(rest.Span[..skipped]),
                    IsLast = !found,
                    IsOpen = true,
                };
            }

            int done = Math.Max(0, scanner.At - ArticleScanner.Lookback);
            stored += input.StoredLength(rest.Span[..done]);
            window.Remove(kept, done);
            scanner.Forget(done);
            await window.GrowAsync(cancellationToken);
        }
    }

    /// <summary>Returns the kept length: up to the last line end that fits, or nothing if that would not be an article.</summary>
    private int FindCut(bool isArticle)
    {
        ReadOnlySpan<byte> text = window.Text.Span[..limits.MaxTextRecordBytes];
        int from = Math.Max(0, text.Length - LineReach);
        int lineEnd = text[from..].LastIndexOfAny((byte)'\n', (byte)'\r');
        int cut = lineEnd >= 0 ? from + lineEnd + 1 : CharacterStart(text);
        var scanner = new ArticleScanner(0);
        scanner.TryNext(text[..cut], final: true, out _);
        return isArticle || scanner.Open.IsArticle ? cut : 0;
    }

    /// <summary>Returns the last position that does not split a character.</summary>
    private static int CharacterStart(ReadOnlySpan<byte> text)
    {
        int at = text.Length;
        while (at > 0 && text.Length - at < 4 && (text[at - 1] & 0xC0) == 0x80)
        {
            at--;
        }

        return at > 0 && text[at - 1] >= 0xC0 ? at - 1 : text.Length;
    }
}
