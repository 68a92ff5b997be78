namespace NewsFunctions.Core.Text;

/// <summary>Maps offsets in a record's text to offsets in its member, which may store the text in another form.</summary>
public abstract class TextOffsets
{
    /// <summary>Says whether every offset is the same in the text and in the member.</summary>
    internal virtual bool IsIdentity => false;

    /// <summary>Maps a text that is the member's bytes from <paramref name="start"/> on.</summary>
    public static TextOffsets From(long start) => new Shifted(start);

    /// <summary>Returns the member offset of a text byte, or the offset after the last byte for the text's length. It never decreases.</summary>
    public abstract long ToMember(int textOffset);

    /// <summary>Returns the member offset after the source of the text before the given byte. It never decreases.</summary>
    public virtual long EndInMember(int textOffset) => ToMember(textOffset);

    private sealed class Shifted(long start) : TextOffsets
    {
        internal override bool IsIdentity => start == 0;

        public override long ToMember(int textOffset) => start + textOffset;
    }
}
