using System.Globalization;
using System.Numerics;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Core.Facts;

/// <summary>Computes a 64-bit SimHash (Charikar) over pairs of neighbouring words: texts that share most of them differ in few bits.</summary>
internal sealed class SimHash
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private readonly int[] _votes = new int[64];
    private ulong _word = FnvOffset;
    private ulong _before;
    private bool _inWord;
    private bool _inNumber;

    public int Words { get; private set; }

    /// <summary>Adds a text. All numbers count as the same word, since clocks and counters always change.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            char one = TextFolding.Fold(c);
            if (one == TextFolding.Divider)
            {
                EndWord();
            }
            else if (one != TextFolding.Dropped && !(char.IsAsciiDigit(one) && _inNumber))
            {
                _inNumber = char.IsAsciiDigit(one);
                _word = (_word ^ (_inNumber ? '0' : one)) * FnvPrime;
                _inWord = true;
            }
        }
    }

    public void EndWord()
    {
        if (!_inWord)
        {
            return;
        }

        Words++;
        ulong pair = Mixed(_word ^ BitOperations.RotateLeft(_before, 32));
        for (int i = 0; i < _votes.Length; i++)
        {
            _votes[i] += ((pair >> i) & 1) == 0 ? -1 : 1;
        }

        _before = _word;
        _word = FnvOffset;
        _inWord = false;
        _inNumber = false;
    }

    public override string ToString()
    {
        ulong hash = 0;
        for (int i = 0; i < _votes.Length; i++)
        {
            hash |= _votes[i] > 0 ? 1UL << i : 0;
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>Applies the finalizer of MurmurHash3, because FNV alone leaves the upper bits of short words alike.</summary>
    private static ulong Mixed(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }
}
