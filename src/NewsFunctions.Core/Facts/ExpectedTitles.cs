using System.Security.Cryptography;
using System.Text;

namespace NewsFunctions.Core.Facts;

/// <summary>The titles that dumps give a page: as much of each as it is recognised by, and where it is kept among the others.</summary>
public static class ExpectedTitles
{
    /// <summary>Titles that are kept of a page at most, each in the slot that is its own by a hash.</summary>
    public const int Slots = 16;

    /// <summary>The characters that are compared; the article has the whole title.</summary>
    public const int Longest = 300;

    /// <summary>Cuts a title to <see cref="Longest"/> characters; both halves of a surrogate pair stay together.</summary>
    public static string Shortened(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return title.Length <= Longest ? title
            : char.IsSurrogatePair(title, Longest - 1) ? title[..(Longest - 1)]
            : title[..Longest];
    }

    /// <summary>The slot of a title, from 0 and the same in every process. Titles that differ only in how their letters are written share a slot.</summary>
    public static int SlotOf(string title) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(PageTitles.Joined(Shortened(title))))[0] % Slots;
}
