using System.Buffers;
using System.Buffers.Text;

namespace NewsFunctions.Dumps.Json;

/// <summary>Repairs a line of JSON with words that JSON does not have (<c>NaN</c>, <c>Infinity</c>, <c>None</c>, <c>.5</c>),
/// or with a comma before a closing bracket.</summary>
internal static class JsonRepair
{
    private static readonly SearchValues<byte> QuoteCommaOrWord =
        SearchValues.Create("\",ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-._"u8);

    private static readonly SearchValues<byte> Word =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-._"u8);

    /// <summary>Replaces each unknown word outside strings with a zero and blanks, and each extra comma with a blank, so that no byte
    /// moves.</summary>
    /// <param name="repaired">The line to read instead.</param>
    /// <param name="unknown">The start positions of the replacements, in order.</param>
    /// <returns>False if there is nothing to replace.</returns>
    public static bool TryRepair(ReadOnlySpan<byte> line, out byte[] repaired, out List<int> unknown)
    {
        repaired = [];
        unknown = [];
        for (int at = 0; line[at..].IndexOfAny(QuoteCommaOrWord) is var found and >= 0;)
        {
            at += found;
            if (line[at] == (byte)'"')
            {
                at = EndOfString(line, at + 1);
                continue;
            }

            bool isComma = line[at] == (byte)',';
            int length = isComma ? 1 : line[at..].IndexOfAnyExcept(Word);
            length = length < 0 ? line.Length - at : length;
            if (isComma ? IsBeforeBracket(line, at + 1) : !IsJson(line.Slice(at, length)))
            {
                repaired = repaired.Length == 0 ? line.ToArray() : repaired;
                repaired.AsSpan(at, length).Fill((byte)' ');
                repaired[at] = isComma ? (byte)' ' : (byte)'0';
                unknown.Add(at);
            }

            at += length;
        }

        return unknown.Count > 0;
    }

    /// <summary>Returns the end of a word that was replaced and partly read.</summary>
    public static int EndOfWord(ReadOnlySpan<byte> line, int at)
    {
        int length = line[at..].IndexOfAnyExcept(Word);
        return length < 0 ? line.Length : at + length;
    }

    private static int EndOfString(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length)
        {
            int found = line[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
            {
                return line.Length;
            }

            at += found;
            if (line[at] == (byte)'"')
            {
                return at + 1;
            }

            at += 2;
        }

        return line.Length;
    }

    private static bool IsBeforeBracket(ReadOnlySpan<byte> line, int at) =>
        line[at..].TrimStart(" \t\r\n"u8) is [(byte)'}' or (byte)']', ..];

    private static bool IsJson(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) || word.SequenceEqual("null"u8) || IsNumber(word);

    /// <summary>Returns whether the word is a number by RFC 8259 section 6.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> word)
    {
        ReadOnlySpan<byte> digits = word.StartsWith("-"u8) ? word[1..] : word;
        return digits is [>= (byte)'0' and <= (byte)'9', ..]
            && !(digits is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..])
            && !digits.EndsWith("."u8)
            && Utf8Parser.TryParse(word, out double _, out int used) && used == word.Length;
    }
}
