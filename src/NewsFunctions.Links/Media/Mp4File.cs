using System.Buffers.Binary;
using System.Globalization;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Media;

/// <summary>Inspects ISO base media files (ISO/IEC 14496-12) and QuickTime: a sequence of boxes, each with its length.</summary>
internal static class Mp4File
{
    // More than any file has at its top level, including partly read fragmented files.
    private const int MaxBoxes = 10_000;

    public static MediaFacts Inspect(FileView file)
    {
        Box? movie = null;
        bool isPlayable = false;
        bool hasFragments = false;
        bool hasData = false;
        long at = 0;
        for (int boxes = 0; boxes < MaxBoxes && TryReadBox(file, at, file.Size, out Box box); boxes++)
        {
            bool isMedia = box.Is("moov"u8) || box.Is("moof"u8) || box.Is("mdat"u8);
            movie = box.Is("moov"u8) && movie is null ? box : movie;
            if (box.End > file.Size || box.End < box.Content)
            {
                // After a complete video there may be leftovers of its writer or appended data, which need not be a box.
                return isPlayable && !isMedia ? Facts(file, movie) with { End = FileEnd.Complete }
                    : box.End < box.Content ? Facts(file, movie)
                    : Missing(file, movie, string.Create(CultureInfo.InvariantCulture, $"The box '{box.Name}' ends at byte {box.End}, the file at {file.Size}."));
            }

            hasFragments |= box.Is("moof"u8);
            hasData |= box.Is("mdat"u8);
            isPlayable = hasData && (hasFragments || movie is not null);
            at = box.End;
        }

        // Some writers leave less than a box header after the last box.
        return !(file.Size is { } size && at > size - 8) ? Facts(file, movie)
            : isPlayable ? Facts(file, movie) with { End = FileEnd.Complete }
            : Missing(file, movie, hasData
                ? "The video has no 'moov' box, without which it cannot be played."
                : "The video has no 'mdat' box, so that there are no pictures and no sound in it.");
    }

    private static MediaFacts Missing(FileView file, Box? movie, string defect) =>
        Facts(file, movie) with { End = FileEnd.Missing, Walked = true, Defect = defect };

    private static MediaFacts Facts(FileView file, Box? movie)
    {
        MediaFacts facts = new();
        if (movie is not { } moov)
        {
            return facts;
        }

        long at = moov.Content;
        for (int boxes = 0; boxes < MaxBoxes && at < moov.End && TryReadBox(file, at, moov.End, out Box box) && box.End >= box.Content; boxes++, at = box.End)
        {
            if (box.Is("mvhd"u8))
            {
                facts = facts with { Duration = Duration(file, box) };
            }
            else if (box.Is("trak"u8) && facts.Width is null && TryReadBox(file, box.Content, box.End, out Box header) && header.Is("tkhd"u8) && header.End >= header.Content)
            {
                facts = WithDimensions(facts, file, header);
            }
        }

        return facts;
    }

    /// <summary>Reads the duration. Version 0 has 32-bit times, version 1 has 64-bit times: creation, modification, time scale, duration.</summary>
    private static double? Duration(FileView file, Box box)
    {
        if (!file.TryRead(box.Content, 32, out ReadOnlySpan<byte> bytes))
        {
            return null;
        }

        bool wide = bytes[0] == 1;
        uint scale = BinaryPrimitives.ReadUInt32BigEndian(bytes[(wide ? 20 : 12)..]);
        ulong units = wide ? BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
        bool known = scale > 0 && units > 0 && units < (wide ? ulong.MaxValue : uint.MaxValue);
        return known ? Math.Round(units / (double)scale, 3) : null;
    }

    /// <summary>Reads the dimensions from the last eight bytes: 16.16 fixed-point numbers, 0 for an audio track.</summary>
    private static MediaFacts WithDimensions(MediaFacts facts, FileView file, Box box)
    {
        if (!file.TryRead(box.End - 8, 8, out ReadOnlySpan<byte> bytes))
        {
            return facts;
        }

        int width = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        int height = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        return width > 0 && height > 0 ? facts with { Width = width, Height = height } : facts;
    }

    private static bool TryReadBox(FileView file, long at, long? limit, out Box box)
    {
        box = default;
        if (!file.TryRead(at, 8, out ReadOnlySpan<byte> head))
        {
            return false;
        }

        long length = BinaryPrimitives.ReadUInt32BigEndian(head);
        long content = at + 8;
        uint name = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        if (length == 1)
        {
            if (!file.TryRead(content, 8, out ReadOnlySpan<byte> large))
            {
                return false;
            }

            length = (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(large), long.MaxValue / 2);
            content += 8;
        }
        else if (length == 0)
        {
            // The box extends to the end of the file.
            length = limit - at ?? long.MaxValue / 2;
        }

        box = new Box(name, content, at + length);
        return true;
    }

    private readonly record struct Box(uint Type, long Content, long End)
    {
        /// <summary>The box type for display: characters other than letters and digits become question marks.</summary>
        public string Name => string.Create(4, Type, (name, type) =>
        {
            for (int i = 0; i < name.Length; i++)
            {
                char c = (char)((type >> (24 - (8 * i))) & 0xFF);
                name[i] = char.IsAsciiLetterOrDigit(c) ? c : '?';
            }
        });

        public bool Is(ReadOnlySpan<byte> name) => BinaryPrimitives.ReadUInt32BigEndian(name) == Type;
    }
}
