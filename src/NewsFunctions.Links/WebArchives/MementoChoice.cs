namespace NewsFunctions.Links.WebArchives;

/// <summary>Chooses a memento: the nearest at or before the wanted time, else the nearest after it; without a wanted time the oldest.</summary>
internal static class MementoChoice
{
    /// <summary>Returns whether a memento with this status is of the content itself.</summary>
    public static bool IsUsable(int status) => status is 200 or 203 or 206;

    public static bool IsBetter(DateTimeOffset candidate, DateTimeOffset? chosen, DateTimeOffset? wanted)
    {
        if (chosen is not { } best)
        {
            return true;
        }

        if (wanted is not { } at)
        {
            return candidate < best;
        }

        return (candidate <= at, best <= at) switch
        {
            (true, true) => candidate > best,
            (false, false) => candidate < best,
            (bool before, _) => before,
        };
    }
}
