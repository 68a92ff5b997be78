using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Pages;

/// <summary>Places the text of a page in its member: it is the whole of the record, since no byte of the text stands there as it is.</summary>
/// <param name="start">Where the record's block begins in the member.</param>
/// <param name="length">How many bytes it takes.</param>
internal sealed class PageOffsets(long start, long length, int textLength) : TextOffsets
{
    public override long ToMember(int textOffset) => textOffset < textLength ? start : start + length;

    public override long EndInMember(int textOffset) => start + length;
}
