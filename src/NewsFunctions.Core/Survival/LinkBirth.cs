using System.Globalization;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.Survival;

/// <summary>Lists the sources of a link's birth date.</summary>
public enum BirthSource
{
    /// <summary>The date in the path of a media link.</summary>
    Path,

    /// <summary>The article that mentions the link, or for a page its own article if the archive has it.</summary>
    Article,
}

/// <summary>Says when a link was published.</summary>
public sealed record LinkBirth(DateTimeOffset At, BirthSource Source)
{
    /// <summary>The year (UTC).</summary>
    public int Year => At.UtcDateTime.Year;

    /// <summary>Returns the date in the path, else the time of the article. A date after the last check cannot be correct and is ignored.</summary>
    /// <param name="mentionedAt">The publication time of the article that mentions the link; null if it is not known.</param>
    /// <returns>Null if neither is known.</returns>
    public static LinkBirth? Of(Link link, DateTimeOffset? mentionedAt)
    {
        ArgumentNullException.ThrowIfNull(link);
        return DayInPath(link) is { } day && !(day > link.LastChecked) ? new LinkBirth(day, BirthSource.Path)
            : mentionedAt is { } at && !(at > link.LastChecked) ? new LinkBirth(at, BirthSource.Article)
            : null;
    }

    /// <summary>Returns whether the paths of a shard have a date, so that the articles need not be read.</summary>
    public static bool IsInPaths(LinkShard shard) => shard.Kind != LinkKind.Page && shard.Bucket.Length == "2016-03".Length;

    /// <summary>Returns the day in the path, or the first of the month if the path has no valid day.</summary>
    private static DateTimeOffset? DayInPath(Link link)
    {
        if (!IsInPaths(link.Shard))
        {
            return null;
        }

        string month = $"/{link.Id.Bucket.Replace('-', '/')}/";
        DateOnly first = DateOnly.ParseExact(link.Id.Bucket, "yyyy-MM", CultureInfo.InvariantCulture);
        int start = link.Path.IndexOf(month, StringComparison.Ordinal) + month.Length;
        ReadOnlySpan<char> rest = link.Path.AsSpan(start);
        bool hasDay = rest.Length >= 2 && (rest.Length == 2 || rest[2] == '/')
            && int.TryParse(rest[..2], NumberStyles.None, CultureInfo.InvariantCulture, out int day)
            && day >= 1 && day <= DateTime.DaysInMonth(first.Year, first.Month);
        return new DateTimeOffset(
            first.AddDays(hasDay ? int.Parse(rest[..2], NumberStyles.None, CultureInfo.InvariantCulture) - 1 : 0).ToDateTime(TimeOnly.MinValue),
            TimeSpan.Zero);
    }
}
