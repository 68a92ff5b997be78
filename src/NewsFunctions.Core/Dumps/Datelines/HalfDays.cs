namespace NewsFunctions.Dumps;

/// <summary>Hours of a clock of twelve. Hours that such a clock does not have stay as they are.</summary>
internal static class HalfDays
{
    public static int Morning(int hour) => hour == 12 ? 0 : hour;

    public static int Afternoon(int hour) => hour is >= 1 and < 12 ? hour + 12 : hour;
}
