using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Pages;

/// <summary>Maps every byte of a page's text to the whole record in its member, since no byte of the text is stored unchanged.</summary>
/// <param name="start">The start of the record's block in the member.</param>
/// <param name="length">The length of the block in bytes.</param>
internal sealed class PageOffsets(long start, long length, int textLength) : TextOffsets
{
    public override long ToMember(int textOffset) => textOffset < textLength ? start : start + length;

    public override long EndInMember(int textOffset) => start + length;
}
