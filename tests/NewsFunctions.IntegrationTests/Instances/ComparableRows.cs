using System.Globalization;
using System.Text.RegularExpressions;
using NewsFunctions.IntegrationTests.Crashes;
using NewsFunctions.IntegrationTests.EndToEnd;
using NewsFunctions.IntegrationTests.Faults;
using NewsFunctions.IntegrationTests.Golden;
using NewsFunctions.IntegrationTests.Storage;

namespace NewsFunctions.IntegrationTests.Instances;

/// <summary>Reads the rows and blobs of an archive without what differs between two runs in real time: when something happened, in which order
/// dumps came, random values, ports, and empty columns.</summary>
internal static partial class ComparableRows
{
    /// <summary>The tables of the host, and those whose rows say how the work went rather than what came of it.</summary>
    private static readonly string[] OtherTables = ["Embedded", "Hosts ", "Operations ", "WebArchives "];

    /// <summary>The columns that follow from the order of dumps, and the random id and number of a visit. Checks are proved one by
    /// one.</summary>
    private static readonly string[] Without =
    [
        "Rank", "DumpName", "DumpId", "LastDump", "WasArticle", "BlobETag", "VisitId", "Run",
        .. Enumerable.Range(0, 16).Select(number => string.Create(CultureInfo.InvariantCulture, $"Check{number:00}")),
    ];

    /// <returns>The rows by key. Rows of one key follow one another, so that a duplicate is a difference.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string account, IReadOnlyDictionary<string, LoggedSite> sites)
    {
        Dictionary<string, string> dumps = await new TestArchive(account).Ledger
            .ReadAllAsync(ArchiveView.Token)
            .ToDictionaryAsync(entry => entry.Id.Hash, entry => entry.Name, cancellationToken: ArchiveView.Token);
        return (await GoldenContent.ReadAsync(account, Without))
            .Where(row => !OtherTables.Any(table => row.Key.StartsWith(table, StringComparison.Ordinal)))
            .Select(row => (Key: Comparable(row.Key), Text: Comparable(row.Value)))
            .GroupBy(row => row.Key, row => row.Text, StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => string.Join("\n\n", rows.Order(StringComparer.Ordinal)), StringComparer.Ordinal);

        string Comparable(string text)
        {
            // A check writes this default only if it repeats the whole state, after a conflict.
            text = text.Replace("\nStrikes=0\n", "\n", StringComparison.Ordinal);
            text = DumpHash().Replace(text, match => dumps.GetValueOrDefault(match.Value, match.Value));
            text = RecentTicks().Replace(RecentTime().Replace(text, "now"), "now");
            return sites.Values.Aggregate(text, (before, site) => FaultRunDumps.Comparable(before, site.Site));
        }
    }

    [GeneratedRegex(@"\b[0-9a-f]{16}\b")]
    private static partial Regex DumpHash();

    /// <summary>Matches times of the run. The invented articles are older.</summary>
    [GeneratedRegex(@"20(2[2-9]|[3-9]\d)-\d\d-\d\dT[\d:.]+(Z|\+00:00)")]
    private static partial Regex RecentTime();

    /// <summary>Matches such times as ticks, and as inverted ticks.</summary>
    [GeneratedRegex(@"\b(251[0-6]\d{15}|6(38|39|[4-9]\d)\d{15})\b")]
    private static partial Regex RecentTicks();
}
