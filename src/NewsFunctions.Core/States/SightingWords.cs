using System.Globalization;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.States;

/// <summary>The words in which <see cref="StateReason"/> tells what checks saw.</summary>
internal static class SightingWords
{
    private static readonly string[] Numbers = ["no", "once", "twice", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>What a check saw, as the rest of a sentence about the link; <c>{0}</c> stands where it says how often.</summary>
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

    /// <summary>2 Sep 2026, in UTC.</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>10 to 17 Nov 2026, without repeating what both have in common.</summary>
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

    /// <summary>The status of the answer that the verdict is about; null where the evidence has none.</summary>
    private static int? Status(LinkCheck check)
    {
        if (Evidence.TryRead(check.Evidence) is not { Locations: { Count: > 0 } places })
        {
            return null;
        }

        return (places.FirstOrDefault(place => place.Location == check.Location) ?? places[0]).Final?.Status;
    }
}
