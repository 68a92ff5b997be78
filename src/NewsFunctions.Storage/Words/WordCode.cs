using System.IO.Hashing;
using System.Text;

namespace NewsFunctions.Storage.Words;

/// <summary>Holds what a row of words keeps of a word: five bits a character of its hash, in one of 128 columns.</summary>
/// <remarks>A search reads only the columns of its words. Two words share a code once in 137 billion pairs, and the text decides in the end.
/// The alphabet sorts the same under every comparison that a storage may use.</remarks>
public readonly record struct WordCode(int Column, string Code)
{
    public const int Columns = 128;
    public const int Length = 6;

    private const string Alphabet = "0123456789abcdefghijklmnopqrstuv";

    /// <summary>Computes the code of a folded word.</summary>
    public static WordCode Of(string folded)
    {
        ulong hash = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(folded));
        return new WordCode((int)(hash % Columns), string.Create(Length, hash / Columns, static (code, bits) =>
        {
            for (int i = 0; i < code.Length; i++)
            {
                code[i] = Alphabet[(int)(bits >> (5 * i)) & 31];
            }
        }));
    }

    /// <summary>Returns whether the codes of a column include this one.</summary>
    public bool IsIn(ReadOnlySpan<char> column)
    {
        for (; column.Length >= Length; column = column[Length..])
        {
            if (column[..Length].SequenceEqual(Code))
            {
                return true;
            }
        }

        return false;
    }
}
