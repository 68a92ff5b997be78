using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Names the members of a zip. Each name is unique, printable, and never a path on a disk.</summary>
internal sealed class ZipNames
{
    private const int IsUtf8 = 0x800;
    private const int Longest = 512;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Keyed by hash, so that a million entries do not hold a million strings.
    private readonly Dictionary<ulong, int> _seen = [];

    static ZipNames() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Returns the name of the next entry.</summary>
    /// <param name="doubt">The reason why it differs from the name in the zip; null if it does not.</param>
    public string Next(ZipEntry entry, out string? doubt)
    {
        string name = Decode(entry, out bool readable);
        string shown = Harmless(name);
        doubt = !readable ? "is not text"
            : shown != name ? "has characters that cannot be shown"
            : IsOutside(name) ? "points outside the folder; it is used only as a name"
            : null;
        ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(shown)), out _);
        count++;
        if (count > 1)
        {
            doubt ??= "occurs more than once";
            return Next(shown, count);
        }

        return shown;
    }

    /// <summary>Returns a numbered name, which another entry might have as well: <c>a.txt (2)</c>.</summary>
    private string Next(string shown, int count)
    {
        while (true)
        {
            string numbered = string.Create(CultureInfo.InvariantCulture, $"{shown} ({count})");
            if (_seen.TryAdd(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(numbered)), 1))
            {
                return numbered;
            }

            count++;
        }
    }

    private static string Decode(ZipEntry entry, out bool readable)
    {
        readable = true;
        try
        {
            // Most modern writers use UTF-8 even if they do not declare it.
            return Strict.GetString(entry.RawName);
        }
        catch (DecoderFallbackException)
        {
            readable = (entry.Flags & IsUtf8) == 0;
            return readable ? Encoding.GetEncoding(437).GetString(entry.RawName) : Encoding.UTF8.GetString(entry.RawName);
        }
    }

    private static string Harmless(string name)
    {
        var safe = new StringBuilder(Math.Min(name.Length, Longest));
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (safe.Length >= Longest)
            {
                break;
            }

            safe.Append((Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator ? Rune.ReplacementChar : rune).ToString());
        }

        // This separates the names of nested zips.
        return safe.Replace(DumpMember.Divider, "!\\").ToString();
    }

    private static bool IsOutside(string name) =>
        name is ['/' or '\\', ..] or [_, ':', ..] || name.Split('/', '\\').Contains("..");
}
