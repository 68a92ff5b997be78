namespace NewsFunctions.Links.Media;

/// <summary>Walks the segments of a JPEG up to its first scan, then searches for the end-of-image marker.</summary>
/// <remarks>Segments before the scan contain previews with end markers of their own, so they are skipped by their length. In the
/// scan, FF is followed by 00 or a restart marker, so the first FF D9 there is the end.</remarks>
internal sealed class JpegWalk : MediaWalk
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const int FrameSize = 5;

    private Place _place = Place.Marker;
    private byte _code;
    private long _left;

    public JpegWalk() => Skip(2);

    private enum Place
    {
        Marker,
        Code,
        Length,
        Frame,
        Scan,
        ScanMarker,
    }

    public int? Width { get; private set; }

    public int? Height { get; private set; }

    /// <summary>Says whether the walk has reached the image data, which is after all previews.</summary>
    public bool IsInScan => _place is Place.Scan or Place.ScanMarker;

    protected override string? Defect => IsInScan
        ? "The JPEG ends in its image data, without an end-of-image marker."
        : "The JPEG ends before its image data.";

    protected override int Step(ReadOnlySpan<byte> bytes)
    {
        switch (_place)
        {
            // Bytes between segments that are not a marker are skipped, as decoders do.
            case Place.Marker when bytes[0] != 0xFF:
                _place = Place.Scan;
                return 0;
            case Place.Marker:
                _place = Place.Code;
                return 1;
            case Place.Code:
                ReadCode(bytes[0]);
                return 1;
            case Place.Length:
                ReadLength(bytes[0]);
                return 1;
            case Place.Frame:
                ReadFrame(bytes[0]);
                return 1;
            case Place.ScanMarker:
                IsComplete = bytes[0] == EndOfImage;
                _place = bytes[0] == 0xFF ? Place.ScanMarker : Place.Scan;
                return 1;
            default:
                IsComplete = bytes.IndexOf(JpegFile.EndOfImage) >= 0;
                _place = bytes[^1] == 0xFF ? Place.ScanMarker : Place.Scan;
                return bytes.Length;
        }
    }

    private void ReadCode(byte code)
    {
        switch (code)
        {
            case 0xFF:
                return;
            case EndOfImage:
                IsComplete = true;
                return;
            case 0x00:
                _place = Place.Scan;
                return;
            case 0x01 or (>= 0xD0 and <= 0xD8):
                _place = Place.Marker;
                return;
            default:
                _code = code;
                _place = Place.Length;
                return;
        }
    }

    private void ReadLength(byte next)
    {
        if (!TryTake(next, 2, out ulong length))
        {
            return;
        }

        _left = Math.Max((long)length, 2) - 2;
        if (IsFrame(_code) && _left >= FrameSize)
        {
            _place = Place.Frame;
            return;
        }

        Skip(_left);
        _place = _code == StartOfScan ? Place.Scan : Place.Marker;
    }

    /// <summary>Reads precision, height and width.</summary>
    private void ReadFrame(byte next)
    {
        if (TryTake(next, FrameSize, out ulong frame))
        {
            Height = (int)((frame >> 16) & 0xFFFF);
            Width = (int)(frame & 0xFFFF);
            Skip(_left - FrameSize);
            _place = Place.Marker;
        }
    }

    /// <summary>Returns whether the marker is SOF0 to SOF15, except the table markers in that range.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
