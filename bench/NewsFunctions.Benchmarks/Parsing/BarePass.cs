using System.Buffers;

namespace NewsFunctions.Benchmarks.Parsing;

/// <summary>Does the minimum that any parser must do: finds line ends and the ends of strings and objects in the list.</summary>
internal static class BarePass
{
    private static readonly SearchValues<byte> Delimiters = SearchValues.Create("\n\"{}"u8);

    public static int Count(ReadOnlySpan<byte> dump)
    {
        int lines = 0;
        int fields = 0;
        int items = 0;
        while (dump.IndexOfAny(Delimiters) is >= 0 and var at)
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
