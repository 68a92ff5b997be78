using System.Collections.Frozen;

namespace NewsFunctions.Dumps.Datelines;

/// <param name="Value">The weekday, or the month from 1 to 12.</param>
/// <param name="Languages">The languages that use the name; several if they share its spelling.</param>
internal readonly record struct DateName(int Value, DateLanguages Languages, bool IsJalali = false);

/// <summary>Finds the names of weekdays and months in Persian and Arabic, in all spellings, folded by <see cref="ArabicScript"/>.</summary>
internal static class DateNames
{
    private const int MaxNameLength = 24;

    private static readonly FrozenDictionary<string, DateName> WeekdayNames = Collect(PersianNames.Weekdays, ArabicNames.Weekdays);
    private static readonly FrozenDictionary<string, DateName> MonthNames =
        Collect([.. PersianNames.JalaliMonths, .. PersianNames.GregorianMonths], ArabicNames.Months);

    public static bool TakeWeekday(ref DatelineCursor at, out DateName name) => Take(ref at, WeekdayNames, out name);

    public static bool TakeMonth(ref DatelineCursor at, out DateName name) => Take(ref at, MonthNames, out name);

    private static bool Take(ref DatelineCursor at, FrozenDictionary<string, DateName> names, out DateName name)
    {
        FrozenDictionary<string, DateName>.AlternateLookup<ReadOnlySpan<char>> lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();

        // The longer name is tried first: the first word of 'kanun ath-thani' alone is no month, that of 'aban-mah' would be one.
        ReadOnlySpan<char> two = at.TwoWords;
        if (two.Length > 0 && two.Length <= MaxNameLength)
        {
            Span<char> joined = stackalloc char[MaxNameLength];
            int space = two.IndexOf(' ');
            two[..space].CopyTo(joined);
            two[(space + 1)..].CopyTo(joined[space..]);
            if (lookup.TryGetValue(joined[..(two.Length - 1)], out name))
            {
                at.Take(two.Length);
                return true;
            }
        }

        ReadOnlySpan<char> one = at.Letters;
        bool found = lookup.TryGetValue(one, out name);
        at.Take(found ? one.Length : 0);
        return found;
    }

    private static FrozenDictionary<string, DateName> Collect(params (DateName Meaning, string Spellings)[][] tables)
    {
        var names = new Dictionary<string, DateName>(StringComparer.Ordinal);
        foreach ((DateName meaning, string spellings) in tables.SelectMany(t => t))
        {
            foreach (string folded in ArabicScript.Fold(spellings.Split(',')))
            {
                names[folded] = names.TryGetValue(folded, out DateName other)
                    ? meaning with { Languages = meaning.Languages | other.Languages }
                    : meaning;
            }
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
