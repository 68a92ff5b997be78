using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Json;
using NewsFunctions.Dumps.Php;

namespace NewsFunctions.Dumps.Related;

/// <summary>Finds the ends of related blocks. They are the same as those from reading the lists, mostly without reading them.</summary>
/// <remarks>One instance serves the blocks of a text in order. It caches what it found after a block: many blocks may share a line, and
/// searching to its end for each would take quadratic time.</remarks>
internal struct RelatedBlockEnd()
{
    private int _closing = -1;
    private int _lineEnd = -1;
    private int _runEnd = -1;

    /// <param name="final">Whether the text is complete. If not, the result is false when the end depends on further text.</param>
    /// <param name="end">The byte after the block.</param>
    public bool TryFind(ReadOnlySpan<byte> text, RelatedBlock block, bool final, out int end)
    {
        if (block.IsArray)
        {
            return block.TryFindArrayEnd(text, out end) || final;
        }

        if (block.Xdebug is { } xdebug)
        {
            end = xdebug.End;
            return true;
        }

        end = block.Content;
        if (!final && block.MayReach(text.Length))
        {
            return false;
        }

        if (block.DeclaredEnd(text) is { } quote)
        {
            end = quote + 1;
            return true;
        }

        int closing = _closing < block.Content ? FindClosing(text, block.Content) : _closing;
        if (closing == text.Length && !final)
        {
            return false;
        }

        _closing = closing;
        if (IsClosing(text, closing))
        {
            int after = SkipBlanks(text, closing + 2);
            if (after < text.Length ? text[after] is (byte)'\n' or (byte)'\r' : final)
            {
                end = closing + 2;
                return true;
            }
        }

        if (_lineEnd < closing)
        {
            int length = TextBytes.IndexOfLineEnd(text[closing..]);
            if (length < 0 && !final)
            {
                return false;
            }

            _lineEnd = length < 0 ? text.Length : closing + length;
        }

        if (_runEnd < _lineEnd && !TryFindRunEnd(text, block.Content, final))
        {
            return false;
        }

        // It ends somewhere in its lines, or nowhere: only reading the list shows it.
        end = new RelatedListReader(text, block, _runEnd, [], 0, new DiagnosticList()).Read().End;
        return true;
    }

    /// <summary>Finds the end of the lines that continue a list whose length is wrong.</summary>
    /// <returns>False if more text could change it.</returns>
    private bool TryFindRunEnd(ReadOnlySpan<byte> text, int content, bool final)
    {
        _runEnd = _lineEnd;
        int limit = (int)Math.Min(text.Length, (long)content + PhpSyntax.MaxDeclared);
        for (int at = _lineEnd; at < limit;)
        {
            at = JsonListShape.SkipBlanks(text, at, limit);
            int length = TextBytes.IndexOfLineEnd(text[at..limit]);
            if (length < 0 && limit == text.Length && !final)
            {
                _runEnd = -1;
                return false;
            }

            int end = length < 0 ? limit : at + length;
            if (!JsonListShape.IsLine(text[at..end]))
            {
                break;
            }

            at = _runEnd = end;
        }

        return true;
    }

    /// <summary>Returns the first <c>]"</c> of the line, or the end of the line.</summary>
    private static int FindClosing(ReadOnlySpan<byte> text, int at)
    {
        for (; at < text.Length; at++)
        {
            int found = text[at..].IndexOfAny((byte)']', (byte)'\n', (byte)'\r');
            if (found < 0)
            {
                break;
            }

            at += found;
            if (text[at] != (byte)']' || IsClosing(text, at))
            {
                return at;
            }
        }

        return text.Length;
    }

    private static bool IsClosing(ReadOnlySpan<byte> text, int at) => at + 1 < text.Length && text[at] == (byte)']' && text[at + 1] == (byte)'"';

    private static int SkipBlanks(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        return at;
    }
}
