using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Media;

/// <summary>Walks a file from start to end as it streams, in constant memory. It is pure and never throws, whatever the bytes are.</summary>
/// <remarks>Searching the last bytes can prove that a file is complete. Only a walk can prove that it is not: a truncated file
/// padded with zeros ends like a complete one followed by zeros.</remarks>
internal abstract class MediaWalk
{
    private long _skip;
    private ulong _number;
    private int _taken;

    /// <summary>Says whether the end of the file was reached. Bytes after it do not matter.</summary>
    public bool IsComplete { get; protected set; }

    /// <summary>Says whether nothing more needs to be read.</summary>
    public bool IsOver => IsComplete || IsLost;

    /// <summary>One sentence about what is missing if the file ends here. It is null if the file may end here.</summary>
    protected abstract string? Defect { get; }

    /// <summary>Says whether the walk met bytes unknown to the format, so that it cannot find the end of the file.</summary>
    protected bool IsLost { get; set; }

    /// <summary>Starts a walk through a file of this type. Returns null for types that are not walked byte by byte.</summary>
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

    /// <summary>Returns the facts updated for a file that ends here.</summary>
    public MediaFacts Finish(MediaFacts facts)
    {
        string? defect = IsOver ? null : Defect;
        FileEnd end = IsLost ? FileEnd.Unseen : defect is null ? FileEnd.Complete : FileEnd.Missing;
        return facts with { End = end, Defect = defect, Walked = defect is not null };
    }

    /// <summary>Processes the next bytes, at least one.</summary>
    /// <returns>The number of processed bytes; 0 only if the next step processes some.</returns>
    protected abstract int Step(ReadOnlySpan<byte> bytes);

    protected void Skip(long count) => _skip = count;

    /// <summary>Reads a big-endian number byte by byte, since a chunk may end within it.</summary>
    /// <returns>False until its last byte was read.</returns>
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
