using System.Globalization;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.Survival;

/// <summary>What a birth is known by.</summary>
public enum BirthSource
{
    /// <summary>The date in the path of a medium.</summary>
    Path,

    /// <summary>The article that mentions the link; of a page its own article, where the archive has it.</summary>
    Article,
}

/// <summary>When a link was published.</summary>
public sealed record LinkBirth(DateTimeOffset At, BirthSource Source)
{
    /// <summary>The year (UTC).</summary>
    public int Year => At.UtcDateTime.Year;

    /// <summary>Takes the date in the path, else the time of the article. A date after the last check cannot be true and is left out.</summary>
    /// <param name="mentionedAt">When the article was published that mentions the link; null where that is not known.</param>
    /// <returns>Null where neither is known.</returns>
    public static LinkBirth? Of(Link link, DateTimeOffset? mentionedAt)
    {
        ArgumentNullException.ThrowIfNull(link);
        return DayInPath(link) is { } day && !(day > link.LastChecked) ? new LinkBirth(day, BirthSource.Path)
            : mentionedAt is { } at && !(at > link.LastChecked) ? new LinkBirth(at, BirthSource.Article)
            : null;
    }

    /// <summary>Says whether the paths of a shard have a date, so that nobody needs to ask for the articles.</summary>
    public static bool IsInPaths(LinkShard shard) => shard.Kind != LinkKind.Page && shard.Bucket.Length == "2016-03".Length;

    /// <summary>The day in the path; the first of the month where the path has no legal day.</summary>
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
