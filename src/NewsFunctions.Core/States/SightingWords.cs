using System.Globalization;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.States;

/// <summary>Holds the phrases that <see cref="StateReason"/> uses for the results of checks.</summary>
internal static class SightingWords
{
    private static readonly string[] Numbers = ["no", "once", "twice", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>Returns the result of a check as the rest of a sentence about the link; <c>{0}</c> stands for the number of times.</summary>
    public static string Of(LinkKind kind, LinkCheck check) => check.Verdict switch
    {
        Verdict.Gone => Status(check) is { } status ? $"answered {status} {{0}}" : "answered {0} that it is gone",
        Verdict.SoftNotFound => "answered {0} with a page that says it is not there",
        Verdict.Placeholder => "answered {0} with a placeholder",
        Verdict.WrongType => $"answered {{0}} with something that is not {Thing(kind)}",
        Verdict.Truncated => "answered {0} with a file that is cut off",
        Verdict.Empty => "answered {0} with no content",
        Verdict.ServerError => Status(check) is { } status ? $"answered {status} {{0}}" : "answered {0} with a server error",
        Verdict.Blocked => Status(check) is { } status ? $"refused us with {status} {{0}}" : "refused us {0}",
        Verdict.Refused => "was refused {0} by our own policy",
        Verdict.Timeout => "failed {0} to answer in time",
        Verdict.DnsFailure => "had {0} a host name that did not resolve",
        Verdict.TlsFailure => "failed {0} at the TLS connection",
        Verdict.ConnectionFailure => "failed {0} at the connection",
        Verdict.HostOutage => "was left out {0} while its host was down",
        Verdict.Alive or Verdict.Moved or Verdict.Drifted => "was alive {0}",
        _ => throw new ArgumentOutOfRangeException(nameof(check), check.Verdict, "not a verdict"),
    };

    public static string Times(int count, bool atLeast) => (count, atLeast) switch
    {
        (_, true) => $"at least {Times(count, atLeast: false)}",
        (1 or 2, _) => Numbers[count],
        ( <= 10, _) => $"{Numbers[count]} times",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} times"),
    };

    /// <summary>Formats a date in UTC as 2 Sep 2026.</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Formats a range of dates as 10 to 17 Nov 2026, without repeating the common parts.</summary>
    public static string Days(DateTimeOffset from, DateTimeOffset to)
    {
        (DateTime first, DateTime last) = (from.UtcDateTime.Date, to.UtcDateTime.Date);
        string? start = first == last ? null
            : first.Year != last.Year ? "d MMM yyyy"
            : first.Month != last.Month ? "d MMM"
            : "%d";
        return start is null ? Day(to) : $"{first.ToString(start, CultureInfo.InvariantCulture)} to {Day(to)}";
    }

    /// <summary>Joins words as "a, b and c".</summary>
    public static string List(IReadOnlyList<string> parts) =>
        parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";

    private static string Thing(LinkKind kind) => kind switch
    {
        LinkKind.Image => "an image",
        LinkKind.Video => "a video",
        LinkKind.Page => "a page",
        _ => "the file",
    };

    /// <summary>Returns the status of the answer that the verdict is about, or null if the evidence has none.</summary>
    private static int? Status(LinkCheck check)
    {
        if (Evidence.TryRead(check.Evidence) is not { Locations: { Count: > 0 } places })
        {
            return null;
        }

        return (places.FirstOrDefault(place => place.Location == check.Location) ?? places[0]).Final?.Status;
    }
}
