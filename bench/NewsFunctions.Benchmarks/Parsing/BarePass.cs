using System.Buffers;

namespace NewsFunctions.Benchmarks.Parsing;

/// <summary>What must be looked at at least: where lines end, and where the strings of the list begin and end.</summary>
internal static class BarePass
{
    private static readonly SearchValues<byte> Telling = SearchValues.Create("\n\"{}"u8);

    public static int Count(ReadOnlySpan<byte> dump)
    {
        int lines = 0;
        int fields = 0;
        int items = 0;
        while (dump.IndexOfAny(Telling) is >= 0 and var at)
        {
            switch (dump[at])
            {
                case (byte)'\n':
                    lines++;
                    break;
                case (byte)'"':
                    fields++;
                    break;
                case (byte)'{':
                    items++;
                    break;
                default:
                    break;
            }

            dump = dump[(at + 1)..];
        }

        return lines + fields + items;
    }
}
