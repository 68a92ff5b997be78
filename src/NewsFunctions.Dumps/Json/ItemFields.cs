using System.Runtime.CompilerServices;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Json;

/// <summary>What is known of a value from finding its end.</summary>
[Flags]
internal enum ValueTraits
{
    /// <summary>ASCII that means what it says.</summary>
    None = 0,

    /// <summary>It holds a backslash that is JSON's.</summary>
    Escaped = 1,

    /// <summary>It holds quotes that JSON should have escaped.</summary>
    UnescapedQuotes = 2,

    NotAscii = 4,

    /// <summary>It holds a <c>&amp;</c>, with which HTML entities begin.</summary>
    Ampersand = 8,

    /// <summary>A number that stands without quotes.</summary>
    Number = 16,
}

/// <summary>The bytes of a value, without its quotes.</summary>
internal readonly record struct FieldValue(int Start, int Length, ValueTraits Traits)
{
    /// <summary>Adds the traits that only a look at the bytes tells.</summary>
    public static FieldValue Of(ReadOnlySpan<byte> text, TextSpan span, ValueTraits traits)
    {
        ReadOnlySpan<byte> bytes = text.Slice(span.Start, span.Length);
        traits |= bytes.ContainsAnyExceptInRange((byte)0, (byte)0x7F) ? ValueTraits.NotAscii : ValueTraits.None;
        traits |= bytes.Contains((byte)'&') ? ValueTraits.Ampersand : ValueTraits.None;
        return new FieldValue(span.Start, span.Length, traits);
    }
}

/// <summary>The fields of one item as they are found.</summary>
internal struct ItemFields
{
    public const int Id = 0;
    public const int Sort = 1;
    public const int ContentType = 2;
    public const int Pic = 3;
    public const int Title = 4;

    private const int Count = 5;

    private Slots _slots;
    private int _found;

    public readonly bool Any => _found != 0;

    public readonly FieldValue this[int field] => _slots[field];

    /// <summary>-1 for a field that is not known.</summary>
    public static int IndexOf(ReadOnlySpan<byte> key) =>
        key.SequenceEqual("id"u8) ? Id
        : key.SequenceEqual("sort"u8) ? Sort
        : key.SequenceEqual("contenttypeid"u8) ? ContentType
        : key.SequenceEqual("pic"u8) ? Pic
        : key.SequenceEqual("title"u8) ? Title
        : -1;

    public static string NameOf(int field) => field switch
    {
        Id => "id",
        Sort => "sort",
        ContentType => "contenttypeid",
        Pic => "pic",
        _ => "title",
    };

    public readonly bool Has(int field) => (_found & (1 << field)) != 0;

    /// <summary>False where the field is there already; the first one counts.</summary>
    public bool TrySet(int field, FieldValue value)
    {
        if (Has(field))
        {
            return false;
        }

        _slots[field] = value;
        _found |= 1 << field;
        return true;
    }

    [InlineArray(Count)]
    private struct Slots
    {
        private FieldValue _first;
    }
}
