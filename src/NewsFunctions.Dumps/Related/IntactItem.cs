using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NewsFunctions.Dumps.Json;

namespace NewsFunctions.Dumps.Related;

/// <summary>Reads an item in the form of PHP's <c>json_encode</c> without escapes: <c>{"id":"...",...}</c> with known
/// fields in any order, each once, without white space, escapes or inner quotes.</summary>
/// <remarks>Nearly all items have this form, and they take most of the time of a dump. Everything else is left to
/// <see cref="RelatedItemReader"/>, which would read accepted items the same way. Without this class a seed-sized dump takes 57 % longer
/// and a WET file 11 %; with <c>IndexOfAny</c> instead of vectors in <see cref="FindQuote"/>, 6 % and 1 %; with keys found by
/// <c>IndexOf</c> as well, 18 % and 5 %.</remarks>
internal static class IntactItem
{
    private static readonly ulong Id = Word("id\":\""u8);
    private static readonly ulong Pic = Word("pic\":\""u8);
    private static readonly ulong Sort = Word("sort\":\""u8);
    private static readonly ulong Title = Word("title\":\""u8);
    private static readonly ulong ContentType = Word("contentt"u8);
    private static readonly ulong ContentTypeRest = Word("ypeid\":\""u8);

    /// <param name="start">The position of the item's <c>{</c>.</param>
    /// <param name="end">The byte after its <c>}</c>.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int start, int limit, ref ItemFields fields, out int end)
    {
        text = text[..limit];
        end = start;
        int at = start + 1;
        while (at < limit && text[at] == (byte)'"')
        {
            int field = ReadKey(text, at + 1, out int value);
            if (field < 0)
            {
                return false;
            }

            int quote = FindQuote(text, value, out ValueTraits traits);
            if (quote < 0 || quote + 3 >= limit || !fields.TrySet(field, new FieldValue(value, quote - value, traits)))
            {
                return false;
            }

            at = quote + 2;
            if (text[quote + 1] == (byte)'}')
            {
                end = at;
                byte next = text[at] == (byte)' ' ? text[at + 1] : text[at];
                return next is (byte)',' or (byte)']';
            }

            if (text[quote + 1] != (byte)',')
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Reads the name, quote, colon and opening quote of a field. Returns its index, or -1 for anything else.</summary>
    private static int ReadKey(ReadOnlySpan<byte> text, int at, out int value)
    {
        value = 0;
        if (text.Length - at < 2 * sizeof(ulong))
        {
            return -1;
        }

        ulong word = BinaryPrimitives.ReadUInt64LittleEndian(text[at..]);
        if (word == Title)
        {
            value = at + 8;
            return ItemFields.Title;
        }

        if ((word & 0xFF_FFFF_FFFF) == Id)
        {
            value = at + 5;
            return ItemFields.Id;
        }

        if ((word & 0xFFFF_FFFF_FFFF) == Pic)
        {
            value = at + 6;
            return ItemFields.Pic;
        }

        if ((word & 0xFF_FFFF_FFFF_FFFF) == Sort)
        {
            value = at + 7;
            return ItemFields.Sort;
        }

        value = at + 16;
        return word == ContentType && BinaryPrimitives.ReadUInt64LittleEndian(text[(at + 8)..]) == ContentTypeRest ? ItemFields.ContentType : -1;
    }

    /// <summary>Returns the next quote if no backslash precedes it, or -1.</summary>
    private static int FindQuote(ReadOnlySpan<byte> text, int start, out ValueTraits traits)
    {
        traits = ValueTraits.None;
        ref byte first = ref MemoryMarshal.GetReference(text);
        int last = text.Length - Vector256<byte>.Count;
        uint notAscii = 0;
        uint ampersands = 0;
        for (int at = start; at < text.Length && last >= 0; at += Vector256<byte>.Count)
        {
            // At the end of the text some bytes are read again; they do not count.
            uint unseen = uint.MaxValue;
            if (at > last)
            {
                unseen <<= at - last;
                at = last;
            }

            Vector256<byte> bytes = Vector256.LoadUnsafe(ref first, (nuint)at);
            uint quotes = Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits() & unseen;
            uint ends = quotes | (Vector256.Equals(bytes, Vector256.Create((byte)'\\')).ExtractMostSignificantBits() & unseen);

            // Of the last bytes only those before the quote count.
            uint content = (ends == 0 ? uint.MaxValue : (ends & (0 - ends)) - 1) & unseen;
            notAscii |= bytes.ExtractMostSignificantBits() & content;
            ampersands |= Vector256.Equals(bytes, Vector256.Create((byte)'&')).ExtractMostSignificantBits() & content;
            if (ends != 0)
            {
                traits = (notAscii == 0 ? ValueTraits.None : ValueTraits.NotAscii) | (ampersands == 0 ? ValueTraits.None : ValueTraits.Ampersand);
                int found = BitOperations.TrailingZeroCount(ends);
                return (quotes >> found & 1) == 0 ? -1 : at + found;
            }
        }

        return -1;
    }

    private static ulong Word(ReadOnlySpan<byte> key)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        word.Clear();
        key.CopyTo(word);
        return BinaryPrimitives.ReadUInt64LittleEndian(word);
    }
}
