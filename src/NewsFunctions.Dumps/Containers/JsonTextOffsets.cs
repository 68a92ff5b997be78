using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Maps offsets of a text that is the value of a JSON string to its member.</summary>
/// <param name="text">The offsets of the text in the unescaped value.</param>
/// <param name="map">Ascending pairs: from this byte of the value on, bytes map one to one from that byte of the line on.</param>
/// <param name="line">The start of the line in the member.</param>
internal sealed class JsonTextOffsets(TextOffsets text, IReadOnlyList<(int Value, int Line)> map, long line) : TextOffsets
{
    public override long ToMember(int textOffset)
    {
        long value = text.ToMember(textOffset);
        int low = 0;
        int high = map.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = map[middle].Value <= value ? (middle, high) : (low, middle - 1);
        }

        return line + map[low].Line + value - map[low].Value;
    }
}
