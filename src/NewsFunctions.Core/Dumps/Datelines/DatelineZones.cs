namespace NewsFunctions.Dumps;

/// <summary>The time zone behind a time: <c>GMT</c>, <c>بتوقيت غرينتش</c>, <c>به وقت تهران</c>, in brackets or not.</summary>
internal static class DatelineZones
{
    private const int MostWords = 3;

    private static readonly string[] Greenwich = ArabicScript.Fold("غرينتش", "غرينيتش", "جرينتش", "جرينيتش", "گرينتش", "گرینویچ", "گرینیچ");
    private static readonly string[] InTimeOf = ArabicScript.Fold("بتوقيت", "بالتوقيت");
    private static readonly string[] By = ArabicScript.Fold("به");
    private static readonly string[] TimeOf = ArabicScript.Fold("وقت");
    private static readonly string[] Local = ArabicScript.Fold("محلي", "المحلي");

    /// <summary>Takes the zone, or nothing where nothing more is there.</summary>
    /// <returns>False where something else stands there.</returns>
    public static bool Take(ref DatelineCursor at, ref DateLanguages languages, out DatelineZone zone)
    {
        zone = DatelineZone.None;
        if (at.AtEnd)
        {
            return true;
        }

        at.Gap(",-|");
        bool inBrackets = at.Take('(');
        return TakeName(ref at, ref languages, out zone) && (!inBrackets || at.Take(')'));
    }

    private static bool TakeName(ref DatelineCursor at, ref DateLanguages languages, out DatelineZone zone)
    {
        zone = DatelineZone.Gmt;
        if (at.Take("GMT") || at.Take("UTC"))
        {
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
            return false;
        }

        return at.Gap("") && TakePlace(ref at, out zone);
    }

    private static bool TakePlace(ref DatelineCursor at, out DatelineZone zone)
    {
        zone = at.TakeAny(Greenwich) ? DatelineZone.Gmt : at.TakeAny(Local) ? DatelineZone.None : DatelineZone.Named;
        if (zone != DatelineZone.Named)
        {
            return true;
        }

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
        while (words < MostWords && at.Gap(""));
        return words > 0;
    }
}
