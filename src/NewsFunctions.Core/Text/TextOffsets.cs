namespace NewsFunctions.Core.Text;

/// <summary>Where the bytes of a record's text lie in its member, which may hold them in another form.</summary>
public abstract class TextOffsets
{
    /// <summary>Every offset of the text is the same in the member.</summary>
    internal virtual bool IsIdentity => false;

    /// <summary>The text is the member's bytes from <paramref name="start"/> on.</summary>
    public static TextOffsets From(long start) => new Shifted(start);

    /// <summary>The byte of the member for a byte of the text; for the text's length the byte after it. Never decreases.</summary>
    public abstract long ToMember(int textOffset);

    /// <summary>The byte of the member after what the text up to a byte of it was made of. Never decreases.</summary>
    public virtual long EndInMember(int textOffset) => ToMember(textOffset);

    private sealed class Shifted(long start) : TextOffsets
    {
        internal override bool IsIdentity => start == 0;

        public override long ToMember(int textOffset) => start + textOffset;
    }
}
