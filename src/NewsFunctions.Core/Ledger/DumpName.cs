using System.Globalization;
using System.Text;

namespace NewsFunctions.Core.Ledger;

/// <summary>Defines the rule for the names of dumps. It is the same for folders, HTTP uploads and the command line.</summary>
/// <remarks>Invalid names are refused, never escaped: escaping could hide that two dumps have the same name. Blob storage lists blobs as
/// XML, which cannot contain control characters, and clients turn a backslash into a slash.</remarks>
public static class DumpName
{
    public const int MaxLength = 1_024;

    public const int MaxSegments = 254;

    /// <summary>States the whole rule in one sentence.</summary>
    public const string Rule =
        "A name has 1 to 1,024 characters (UTF-16 units) and at most 254 segments between slashes, none of them empty, '.', '..' or ending in "
        + "a dot; it has no control characters, backslashes, unpaired surrogates or Unicode noncharacters.";

    /// <summary>Says why a name is refused. Returns null if it is valid.</summary>
    public static string? Refusal(string name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return name.Length == 0 ? "its name is empty" : $"its name has {name.Length} characters, more than {MaxLength}";
        }

        string[] segments = name.Split('/');
        return IllegalCharacter(name) is { } illegal ? $"its name contains {illegal}"
            : segments.Length > MaxSegments ? $"its name has {segments.Length} segments, more than {MaxSegments}"
            : segments.Contains("") ? "its name has an empty segment"
            : segments.Any(segment => segment.EndsWith('.')) ? "a segment of its name ends in a dot"
            : null;
    }

    /// <summary>Writes a name as printable text: unprintable characters become <c>\x01</c> or <c>\uFFFE</c>, a backslash <c>\\</c>.</summary>
    public static string Escape(string name)
    {
        var escaped = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length;)
        {
            bool isRune = Rune.TryGetRuneAt(name, i, out Rune rune);
            int length = isRune ? rune.Utf16SequenceLength : 1;
            if (name[i] == '\\')
            {
                escaped.Append(@"\\");
            }
            else if (isRune && !Rune.IsControl(rune) && !IsNoncharacter(rune))
            {
                escaped.Append(name, i, length);
            }
            else
            {
                foreach (char unit in name.AsSpan(i, length))
                {
                    escaped.Append(EscapeUnit(unit));
                }
            }

            i += length;
        }

        return escaped.ToString();
    }

    /// <summary>Reads the output of <see cref="Escape"/>. Returns null if a backslash begins no escape.</summary>
    public static string? Unescape(string escaped)
    {
        var name = new StringBuilder(escaped.Length);
        for (int i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                name.Append(escaped[i]);
                continue;
            }

            char kind = i + 1 < escaped.Length ? escaped[i + 1] : '\0';
            int digits = kind switch { 'x' => 2, 'u' => 4, _ => 0 };
            if (kind == '\\')
            {
                name.Append('\\');
            }
            else if (digits > 0 && i + 2 + digits <= escaped.Length
                && ushort.TryParse(escaped.AsSpan(i + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
            {
                name.Append((char)unit);
            }
            else
            {
                return null;
            }

            i += 1 + digits;
        }

        return name.ToString();
    }

    private static string? IllegalCharacter(string name)
    {
        for (int i = 0; i < name.Length;)
        {
            if (!Rune.TryGetRuneAt(name, i, out Rune rune))
            {
                return $"the unpaired surrogate {EscapeUnit(name[i])}";
            }

            if (rune.Value == '\\')
            {
                return "a backslash";
            }

            if (Rune.IsControl(rune))
            {
                return $"the control character {EscapeUnit(name[i])}";
            }

            if (IsNoncharacter(rune))
            {
                return string.Create(CultureInfo.InvariantCulture, $"the noncharacter U+{rune.Value:X4}");
            }

            i += rune.Utf16SequenceLength;
        }

        return null;
    }

    private static bool IsNoncharacter(Rune rune) => rune.Value is >= 0xFDD0 and <= 0xFDEF || (rune.Value & 0xFFFE) == 0xFFFE;

    private static string EscapeUnit(char unit)
    {
        string digits = ((int)unit).ToString(unit < 0x100 ? "X2" : "X4", CultureInfo.InvariantCulture);
        return (unit < 0x100 ? @"\x" : @"\u") + digits;
    }
}
