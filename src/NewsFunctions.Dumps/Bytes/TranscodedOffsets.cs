using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Bytes;

/// <summary>Where the bytes of a text lie in what it was before it was made UTF-8, if that had code units of one size: UTF-16, or an
/// encoding of one byte a character. So counting characters tells it, and no table is kept but one of every 4,096 bytes.</summary>
internal sealed class TranscodedOffsets : TextOffsets
{
    private const int Step = 4096;

    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly long _start;
    private readonly long _end;
    private readonly int _unitBytes;
    private readonly long[] _unitsBefore;

    /// <param name="utf8">The text as it is read.</param>
    /// <param name="start">Where it begins in the member.</param>
    /// <param name="end">Where it ends there: the last code unit may be there in part.</param>
    /// <param name="unitBytes">Bytes of one code unit.</param>
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

    /// <summary>How many UTF-16 code units begin in a stretch of UTF-8: one with every first byte of a character, two with that of four bytes.</summary>
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
