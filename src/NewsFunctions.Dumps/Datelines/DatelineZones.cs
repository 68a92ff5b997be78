namespace NewsFunctions.Dumps.Datelines;

/// <summary>Holds the time zone after the time.</summary>
/// <param name="Offset">The offset from Greenwich Mean Time; null if none is certain.</param>
/// <param name="NamesPlace">Whether a place or an ambiguous abbreviation is named.</param>
/// <param name="IsLater">Whether rules before version 5 did not know the form.</param>
internal readonly record struct DatelineZone(TimeSpan? Offset, bool NamesPlace, bool IsLater);

/// <summary>Reads the time zone after a time: <c>GMT</c>, <c>+0330</c>, <c>GMT+3:30</c>, <c>EST</c>, <c>(Tehran time)</c>,
/// <c>بتوقيت غرينتش</c>, <c>به وقت تهران</c>, or an offset together with a name.</summary>
internal static class DatelineZones
{
    private const int MaxWords = 3;
    private const int MaxOffsetHours = 14;

    private static readonly string[] Greenwich = ArabicScript.Fold("غرينتش", "غرينيتش", "جرينتش", "جرينيتش", "گرينتش", "گرینویچ", "گرینیچ");
    private static readonly string[] InTimeOf = ArabicScript.Fold("بتوقيت", "بالتوقيت");
    private static readonly string[] By = ArabicScript.Fold("به");
    private static readonly string[] TimeOf = ArabicScript.Fold("وقت");
    private static readonly string[] Local = ArabicScript.Fold("محلي", "المحلي");
    private static readonly string[] EnglishTime = ["TIME"];
    private static readonly string[] EnglishLocal = ["LOCAL"];

    /// <summary>Takes the zone, or nothing if nothing more follows.</summary>
    /// <returns>False if something else follows.</returns>
    public static bool Take(ref DatelineCursor at, ref DateLanguages languages, out DatelineZone zone)
    {
        zone = default;
        if (at.AtEnd)
        {
            return true;
        }

        if (!TakeOne(ref at, ref languages, out zone))
        {
            return false;
        }

        // An offset and a name for the same zone: "+0330 (IRST)", "EST (-0500)".
        DatelineCursor ahead = at;
        if (!at.AtEnd && TakeOne(ref ahead, ref languages, out DatelineZone second))
        {
            at = ahead;
            zone = new DatelineZone(zone.Offset ?? second.Offset, zone.NamesPlace && second.NamesPlace, IsLater: true);
        }

        return true;
    }

    private static bool TakeOne(ref DatelineCursor at, ref DateLanguages languages, out DatelineZone zone)
    {
        DatelineCursor ahead = at;
        ahead.Gap("");
        bool inBrackets = ahead.Take('(');
        if (TakeOffset(ref ahead, out TimeSpan offset) && (!inBrackets || ahead.Take(')')))
        {
            at = ahead;
            zone = new DatelineZone(offset, NamesPlace: false, IsLater: true);
            return true;
        }

        at.Gap(",-|");
        inBrackets = at.Take('(');
        return TakeName(ref at, ref languages, out zone) && (!inBrackets || at.Take(')'));
    }

    private static bool TakeName(ref DatelineCursor at, ref DateLanguages languages, out DatelineZone zone)
    {
        zone = default;
        if (ZoneNames.TryFind(at.Letters, out TimeSpan? known))
        {
            bool isGreenwich = at.Take("GMT") || at.Take("UTC");
            zone = new DatelineZone(known, NamesPlace: known is null, IsLater: !isGreenwich);
            at.Take(isGreenwich ? 0 : at.Letters.Length);
            AddOffset(ref at, isGreenwich, ref zone);
            return true;
        }

        if (at.TakeAny(InTimeOf))
        {
            languages &= DateLanguages.Arabic;
        }
        else if (at.TakeAny(By) && at.Gap("") && at.TakeAny(TimeOf))
        {
            languages &= DateLanguages.Persian;
        }
        else
        {
            return TakeEnglishPlace(ref at, out zone);
        }

        return at.Gap("") && TakePlace(ref at, out zone);
    }

    /// <summary>Reads <c>Tehran time</c>, <c>Iran Standard Time</c>, <c>local time</c>, <c>Asia/Tehran</c>.</summary>
    private static bool TakeEnglishPlace(ref DatelineCursor at, out DatelineZone zone)
    {
        zone = new DatelineZone(null, NamesPlace: true, IsLater: true);
        if (TakeIanaName(ref at))
        {
            return true;
        }

        if (at.TakeAny(EnglishLocal))
        {
            zone = zone with { NamesPlace = false };
            return at.Gap("") && at.TakeAny(EnglishTime);
        }

        for (int words = 0; words <= MaxWords && at.Letters.Length > 0; words++)
        {
            if (at.TakeAny(EnglishTime))
            {
                return words > 0;
            }

            bool isName = char.IsAsciiLetterUpper(at.Letters[0]);
            at.Take(at.Letters.Length);
            if (!isName || !at.Gap(""))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Reads <c>Asia/Tehran</c>, <c>America/Port-au-Prince</c>.</summary>
    private static bool TakeIanaName(ref DatelineCursor at)
    {
        DatelineCursor ahead = at;
        if (ahead.Letters is not [>= 'A' and <= 'Z', ..] || !TakeLetters(ref ahead) || !ahead.Take('/') || !TakeLetters(ref ahead))
        {
            return false;
        }

        while (ahead.Take('/') || ahead.Take('_') || ahead.Take('-'))
        {
            if (!TakeLetters(ref ahead))
            {
                return false;
            }
        }

        at = ahead;
        return true;
    }

    private static bool TakeLetters(ref DatelineCursor at)
    {
        int length = at.Letters.Length;
        at.Take(length);
        return length > 0;
    }

    private static bool TakePlace(ref DatelineCursor at, out DatelineZone zone)
    {
        zone = default;
        if (at.TakeAny(Greenwich))
        {
            zone = new DatelineZone(TimeSpan.Zero, NamesPlace: false, IsLater: false);
            AddOffset(ref at, isGreenwich: true, ref zone);
            return true;
        }

        if (at.TakeAny(Local))
        {
            return true;
        }

        zone = new DatelineZone(null, NamesPlace: true, IsLater: false);
        int words = 0;
        do
        {
            int length = at.Letters.Length;
            if (length == 0)
            {
                break;
            }

            at.Take(length);
            words++;
        }
        while (words < MaxWords && at.Gap(""));
        return words > 0;
    }

    /// <summary>Reads the <c>+3:30</c> of <c>GMT+3:30</c>.</summary>
    private static void AddOffset(ref DatelineCursor at, bool isGreenwich, ref DatelineZone zone)
    {
        DatelineCursor ahead = at;
        ahead.Gap("");
        if (isGreenwich && TakeOffset(ref ahead, out TimeSpan offset))
        {
            at = ahead;
            zone = zone with { Offset = offset, IsLater = true };
        }
    }

    /// <summary>Reads <c>+0330</c>, <c>+03:30</c>, <c>+3:30</c>, <c>+3</c>, or the same with a minus.</summary>
    private static bool TakeOffset(ref DatelineCursor at, out TimeSpan offset)
    {
        offset = default;
        bool isWest = at.Take('-');
        if (!isWest && !at.Take('+'))
        {
            return false;
        }

        at.Gap("");
        int minutes = 0;
        if (at.Number(3, 4, out int hours))
        {
            (hours, minutes) = (hours / 100, hours % 100);
        }
        else if (!at.Number(1, 2, out hours) || (at.Take(':') && !at.Number(2, 2, out minutes)))
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0);
        offset = isWest ? -offset : offset;
        return minutes < 60 && offset.Duration() <= TimeSpan.FromHours(MaxOffsetHours);
    }
}
