namespace NewsFunctions.Links.Media;

/// <summary>Walks the blocks of a GIF up to its trailer, or to the block boundary after a whole image if there is no trailer.</summary>
internal sealed class GifWalk : MediaWalk
{
    private const byte Extension = 0x21;
    private const byte Image = 0x2C;
    private const byte Trailer = 0x3B;

    private Place _place = Place.Screen;
    private GifImageData? _image;
    private long _pixels;
    private int _blockLeft;

    // Skips signature, width and height.
    public GifWalk() => Skip(10);

    private enum Place
    {
        Screen,
        Block,
        Label,
        Descriptor,
        CodeSize,
        BlockSize,
        Data,
    }

    protected override string? Defect => _place != Place.Block ? "The GIF ends within a block."
        : _image is null ? "The GIF ends before its first image."
        : _image.IsWhole ? null
        : "The GIF has no trailer, and the data of its last image ends too early.";

    protected override int Step(ReadOnlySpan<byte> bytes)
    {
        byte next = bytes[0];
        switch (_place)
        {
            case Place.Screen:
                // The background colour and aspect ratio follow, then the colours.
                Skip(2 + ColourBytes(next));
                _place = Place.Block;
                return 1;
            case Place.Block:
                BeginBlock(next);
                return 1;
            case Place.Label:
                _place = Place.BlockSize;
                return 1;
            case Place.Descriptor:
                ReadDescriptor(next);
                return 1;
            case Place.CodeSize:
                _image = new GifImageData(next, _pixels);
                _place = Place.BlockSize;
                return 1;
            case Place.BlockSize:
                _blockLeft = next;
                _place = next == 0 ? Place.Block : Place.Data;
                return 1;
            default:
                int count = Math.Min(_blockLeft, bytes.Length);
                _image?.Append(bytes[..count]);
                _blockLeft -= count;
                _place = _blockLeft == 0 ? Place.BlockSize : Place.Data;
                return count;
        }
    }

    private void BeginBlock(byte introducer)
    {
        switch (introducer)
        {
            // Some encoders end a block twice.
            case 0:
                return;
            case Trailer:
                IsComplete = true;
                return;
            case Extension:
                _place = Place.Label;
                return;
            case Image:
                _place = Place.Descriptor;
                Skip(4);
                return;
            // Decoders also stop here. What they have shown by then is the whole image.
            default:
                IsComplete = _image is { IsWhole: true };
                IsLost = !IsComplete;
                return;
        }
    }

    /// <summary>Reads width, height and flags of an image; its screen position was skipped.</summary>
    private void ReadDescriptor(byte next)
    {
        if (TryTake(next, 5, out ulong descriptor))
        {
            long width = LittleEndian((ushort)(descriptor >> 24));
            _pixels = width * LittleEndian((ushort)(descriptor >> 8));
            Skip(ColourBytes((byte)descriptor));
            _place = Place.CodeSize;
        }
    }

    private static int LittleEndian(ushort number) => ((number & 0xFF) << 8) | (number >> 8);

    private static int ColourBytes(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
}
