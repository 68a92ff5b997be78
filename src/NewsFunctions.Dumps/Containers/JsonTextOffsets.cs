using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Where the bytes of a text lie that is the value of a JSON string.</summary>
/// <param name="text">Where they lie in the value once its escapes are undone.</param>
/// <param name="map">Pairs, rising: from this byte of the value on, bytes lie one to one from that byte of the line on.</param>
/// <param name="line">Where the line begins in the member.</param>
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
