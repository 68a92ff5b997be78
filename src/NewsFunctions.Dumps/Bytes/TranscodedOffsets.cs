using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Bytes;

/// <summary>Maps offsets of a UTF-8 text to the original text, whose encoding has code units of fixed size: UTF-16, or a
/// one-byte encoding. Counting characters suffices, and the table has only one entry for every 4,096 bytes.</summary>
internal sealed class TranscodedOffsets : TextOffsets
{
    private const int Step = 4096;

    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly long _start;
    private readonly long _end;
    private readonly int _unitBytes;
    private readonly long[] _unitsBefore;

    /// <param name="utf8">The converted text.</param>
    /// <param name="start">The start of the text in the member.</param>
    /// <param name="end">The end of the text in the member. The last code unit may be incomplete.</param>
    /// <param name="unitBytes">The size of a code unit in bytes.</param>
    public TranscodedOffsets(ReadOnlyMemory<byte> utf8, long start, long end, int unitBytes)
    {
        (_utf8, _start, _end, _unitBytes) = (utf8, start, end, unitBytes);
        _unitsBefore = new long[(utf8.Length / Step) + 1];
        for (int i = 1; i < _unitsBefore.Length; i++)
        {
            _unitsBefore[i] = _unitsBefore[i - 1] + CountUnits(utf8.Span.Slice((i - 1) * Step, Step));
        }
    }

    public override long ToMember(int textOffset)
    {
        int step = textOffset / Step;
        long units = _unitsBefore[step] + CountUnits(_utf8.Span[(step * Step)..textOffset]);
        return textOffset == _utf8.Length ? _end : Math.Min(_end, _start + (units * _unitBytes));
    }

    /// <summary>Counts the UTF-16 code units that begin in a UTF-8 range: one for the first byte of each character, two if it has four
    /// bytes.</summary>
    public static long CountUnits(ReadOnlySpan<byte> utf8)
    {
        long units = 0;
        foreach (byte b in utf8)
        {
            units += ((b & 0xC0) != 0x80 ? 1 : 0) + (b >= 0xF0 ? 1 : 0);
        }

        return units;
    }
}
