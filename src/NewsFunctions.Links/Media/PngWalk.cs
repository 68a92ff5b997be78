namespace NewsFunctions.Links.Media;

/// <summary>Walks the chunks of a PNG up to the end of IEND.</summary>
internal sealed class PngWalk : MediaWalk
{
    private const int Signature = 8;
    private const int Checksum = 4;
    private const uint EndChunk = 0x49454E44;

    private bool _isLast;

    public PngWalk() => Skip(Signature);

    protected override string? Defect => "The PNG ends before its IEND chunk does.";

    protected override int Step(ReadOnlySpan<byte> bytes)
    {
        if (_isLast)
        {
            IsComplete = TryTake(bytes[0], Checksum, out _);
        }
        else if (TryTake(bytes[0], 8, out ulong head))
        {
            _isLast = (uint)head == EndChunk;
            Skip((long)(head >> 32) + (_isLast ? 0 : Checksum));
        }

        return 1;
    }
}
