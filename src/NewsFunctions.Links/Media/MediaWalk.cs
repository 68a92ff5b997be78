using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Media;

/// <summary>Walks a file from its start to its end as it streams, in constant memory. Pure; never throws for what the bytes hold.</summary>
/// <remarks>A search in the last bytes can show that a file is complete. Only a walk can show that it is not: a file that was cut and
/// filled with zeros ends like a whole one with zeros behind it.</remarks>
internal abstract class MediaWalk
{
    private long _skip;
    private ulong _number;
    private int _taken;

    /// <summary>The end of the file was reached; bytes behind it do not matter.</summary>
    public bool IsComplete { get; protected set; }

    /// <summary>Nothing more needs to be read.</summary>
    public bool IsOver => IsComplete || IsLost;

    /// <summary>What is missing if the file ends here, one sentence; null where it may end here.</summary>
    protected abstract string? Defect { get; }

    /// <summary>The walk met bytes that the format does not know, so it cannot tell where the file ends.</summary>
    protected bool IsLost { get; set; }

    /// <summary>Starts a walk through a file of the type; null for types that are not walked byte by byte.</summary>
    public static MediaWalk? Of(string? type) => type switch
    {
        "image/jpeg" => new JpegWalk(),
        "image/png" => new PngWalk(),
        "image/gif" => new GifWalk(),
        _ => null,
    };

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !IsOver)
        {
            int count = _skip > 0 ? (int)Math.Min(_skip, bytes.Length) : 0;
            _skip -= count;
            bytes = bytes[(count > 0 ? count : Step(bytes))..];
        }
    }

    /// <summary>Adds to the facts what it means that the file ends here.</summary>
    public MediaFacts Finish(MediaFacts facts)
    {
        string? defect = IsOver ? null : Defect;
        FileEnd end = IsLost ? FileEnd.Unseen : defect is null ? FileEnd.Complete : FileEnd.Missing;
        return facts with { End = end, Defect = defect, Walked = defect is not null };
    }

    /// <summary>Looks at the next bytes, at least one.</summary>
    /// <returns>How many of them are done with; 0 only where the next step takes some.</returns>
    protected abstract int Step(ReadOnlySpan<byte> bytes);

    protected void Skip(long count) => _skip = count;

    /// <summary>Reads a big-endian number byte by byte, since a chunk may end within it.</summary>
    /// <returns>False until its last byte is there.</returns>
    protected bool TryTake(byte next, int length, out ulong number)
    {
        _number = (_number << 8) | next;
        number = _number;
        if (++_taken < length)
        {
            return false;
        }

        _number = 0;
        _taken = 0;
        return true;
    }
}
