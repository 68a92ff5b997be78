using System.Globalization;
using System.Text;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Cli.Checks;

/// <summary>Tells in words what a check saw, one line a request.</summary>
internal static class EvidenceWords
{
    public static IEnumerable<string> Describe(LinkFacts facts)
    {
        foreach (LocationFacts location in facts.Locations)
        {
            foreach (string line in Describe(location))
            {
                yield return line;
            }
        }

        if (facts.LocationsLeftOut > 0)
        {
            yield return $"{Show.Counted(facts.LocationsLeftOut, "more location")} asked; the evidence has no room for them.";
        }
    }

    private static IEnumerable<string> Describe(LocationFacts location)
    {
        if (location.Remembered)
        {
            yield return $"{location.Location}: not asked again; the last answer was judged by what was learned since.";
        }

        if (location.Head is { } head)
        {
            yield return $"{Request(head)}, which did not settle it.";
        }

        foreach ((int i, HopFacts hop) in location.Hops.Index())
        {
            if (i > 0 && i == location.Hops.Count - 1 && location.HopsLeftOut > 0)
            {
                yield return $"... {Show.Counted(location.HopsLeftOut, "more redirect")} ...";
            }

            yield return $"{Request(hop)}.";
        }

        if (location.Failure is { } failure)
        {
            yield return $"{(location.Hops.Count == 0 ? $"{location.Location}: " : "")}{failure.Detail}";
        }

        if (location.SharedBytes is not null)
        {
            yield return "The same bytes are given for several links.";
        }

        if (location.SharedUrl is not null)
        {
            yield return "Redirects of several links end at this address.";
        }
    }

    private static string Request(HopFacts hop)
    {
        StringBuilder words = new StringBuilder().Append(hop.Method).Append(' ').Append(hop.Url);
        if (hop.Response is not { } answer)
        {
            return words.Append(": no answer").ToString();
        }

        words.Append(CultureInfo.InvariantCulture, $": {answer.Status}");
        if (answer.Header("location") is { } target)
        {
            words.Append(CultureInfo.InvariantCulture, $" to {target}");
        }

        if (answer.Header("content-type") is { } type)
        {
            words.Append(CultureInfo.InvariantCulture, $", said to be {type}");
        }

        if (answer.SniffedType is { } sniffed)
        {
            words.Append(CultureInfo.InvariantCulture, $", by its bytes {sniffed}");
        }

        if (answer.TotalSize is { } size)
        {
            words.Append(CultureInfo.InvariantCulture, $", {Show.Number(size)} bytes");
        }

        if (answer.Page?.Title is { } title)
        {
            words.Append(CultureInfo.InvariantCulture, $", titled \"{title}\"");
        }

        if (answer.BotWall is { } wall)
        {
            words.Append(CultureInfo.InvariantCulture, $", from the bot wall {wall}");
        }

        return words.ToString();
    }
}
