using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using NewsFunctions.IntegrationTests.EndToEnd;

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Makes the dumps of a <see cref="FaultRun"/> and says which of their links disappear.</summary>
internal static partial class FaultRunDumps
{
    /// <summary>Holds articles that share partitions, so that each table needs several transactions.</summary>
    public const string Large = "large.txt";

    public const string TakenDown = "comet.txt";

    /// <summary>Identifies the picture that a person judges.</summary>
    public const int Judged = FirstPicture + 1;

    private const int FirstPicture = 700_000;
    private const int Articles = 80;

    /// <summary>Maps names to contents: the samples, a large dump, a dump that repeats part of it, and a few over several months.</summary>
    public static IReadOnlyDictionary<string, byte[]> All { get; } = Read();

    /// <summary>Removes every tenth picture of the large dump from the site.</summary>
    public static void Rot(TestSite site)
    {
        for (int number = 0; number < Articles; number += 10)
        {
            site.Answer(DumpText.Picture(FirstPicture + number), HttpStatusCode.NotFound);
        }
    }

    /// <summary>Removes values that differ between runs: the site's port, ids of visits, and empty columns, which are written only
    /// after a conflict.</summary>
    public static string Comparable(string text, TestSite site) =>
        Empty().Replace(Visit().Replace(text, "\"visitId\":\"\""), "").TrimEnd('\n').Replace($":{site.Port}", ":port", StringComparison.Ordinal);

    private static Dictionary<string, byte[]> Read()
    {
        Dictionary<string, byte[]> dumps = Directory
            .EnumerateFiles(Repository.PathOf("samples", "dumps"))
            .Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
        string[] articles = [.. Enumerable.Range(0, Articles).Select(Article)];
        dumps[Large] = Encoding.UTF8.GetBytes(string.Concat(articles));
        dumps["repeated.txt"] = Encoding.UTF8.GetBytes(string.Concat(articles.Take(Articles / 2)));
        dumps["months.txt"] = InventedNews.Dump(6).ToArray();
        return dumps;
    }

    private static string Article(int number) => DumpText.Of(
        new DateTime(2016, 3, 1, 8, 0, 0).AddHours(5 * number).ToString("ddd MMM d, yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"The ferry came {number} minutes late."),
        FirstPicture + number,
        FirstPicture + ((number + 1) % Articles));

    /// <summary>Matches an empty text or an empty time.</summary>
    [GeneratedRegex(@"^\w+=(1601-01-01T00:00:00\.0000000\+00:00)?(\n|$)", RegexOptions.Multiline)]
    private static partial Regex Empty();

    /// <summary>Matches the random id of the visit in a check.</summary>
    [GeneratedRegex("\"visitId\":\"[^\"]*\"")]
    private static partial Regex Visit();
}
