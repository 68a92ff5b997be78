using System.Security.Cryptography;
using System.Text;

namespace NewsFunctions.Core.Facts;

/// <summary>Stores the titles that dumps give a page: how much of each is kept, and in which slot.</summary>
public static class ExpectedTitles
{
    /// <summary>The maximum number of titles kept for a page. The hash of a title selects its slot.</summary>
    public const int Slots = 16;

    /// <summary>The number of characters that are compared. The article has the whole title.</summary>
    public const int Longest = 300;

    /// <summary>Cuts a title to <see cref="Longest"/> characters without splitting a surrogate pair.</summary>
    public static string Shortened(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return title.Length <= Longest ? title
            : char.IsSurrogatePair(title, Longest - 1) ? title[..(Longest - 1)]
            : title[..Longest];
    }

    /// <summary>Returns the slot of a title, from 0. It is the same in every process. Titles that differ only in spelling variants share a
    /// slot.</summary>
    public static int SlotOf(string title) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(PageTitles.Joined(Shortened(title))))[0] % Slots;
}
