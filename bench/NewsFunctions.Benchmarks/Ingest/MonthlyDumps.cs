using System.Globalization;
using System.Text;

namespace NewsFunctions.Benchmarks.Ingest;

/// <summary>Writes dumps of the seed's kind: 4 KB, 8 paragraphs, 12 items of their own, no id. The same number gives the same dump.</summary>
internal static class MonthlyDumps
{
    /// <summary>The number of links of one dump: each item has a file and a page.</summary>
    public const int LinksOfDump = 2 * Items;

    private const int Items = 12;
    private const int Videos = 3;
    private const int DaysOfMonth = 28;
    private const int NumbersOfMonth = 1_000;

    private static readonly DateTime First = new(2016, 1, 1, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>Dumps that follow one another in time, over twelve months.</summary>
    public static IEnumerable<(string Name, byte[] Content)> InOrder(int count, string prefix, int first) =>
        Enumerable.Range(0, count).Select(number => Dump(prefix, first + number, First.AddMinutes(365.0 * 24 * 60 * number / count)));

    /// <summary>Dumps whose dates jump over nine years.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Scattered(int count, string prefix, int first) =>
        Enumerable.Range(0, count).Select(number => Dump(prefix, first + number, First.AddDays((long)number * 1_999 % (9 * 365))));

    /// <summary>Returns one dump of a series without an end, so many a month. Each month has numbers, and so ids, of its own: no shard of links grows
    /// when its month is over.</summary>
    /// <param name="ofMonth">At most 1,000.</param>
    public static (string Name, byte[] Content) OfMonth(string prefix, int number, int ofMonth)
    {
        (int month, int place) = Math.DivRem(number, ofMonth);
        return Dump(prefix, (month * NumbersOfMonth) + place, MonthOf(number, ofMonth).AddDays(DaysOfMonth * place / (double)ofMonth));
    }

    /// <summary>Returns when the month of such a dump begins.</summary>
    public static DateTime MonthOf(int number, int ofMonth) => First.AddMonths(number / ofMonth);

    private static (string Name, byte[] Content) Dump(string prefix, int number, DateTime published)
    {
        string list = $"[{string.Join(" ,", Enumerable.Range(0, Items).Select(item => Item(number, item, published)))} ]";
        string paragraphs = string.Join('\n', Enumerable.Range(1, 8).Select(paragraph =>
            $"Paragraph {paragraph} of dump {number} says what nobody said before, at the length that paragraphs of news have. It goes on for a second sentence, and then it ends."));
        string text = string.Create(CultureInfo.InvariantCulture, $"""
            {published:ddd MMM dd, yyyy HH:mm:ss}
            {paragraphs}
            string({Encoding.UTF8.GetByteCount(list)}) "{list}"

            """);
        return (string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D6}.txt"), Encoding.UTF8.GetBytes(text));
    }

    private static string Item(int number, int item, DateTime published)
    {
        int id = (number * Items) + item;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{1_000_000 + id}}","sort":"{{3_500_000 + id}}","contenttypeid":"21","pic":"/{{published:yyyy/MM/dd}}/sample_{{id}}_25f_4x3.{{(item < Videos ? "mp4" : "jpg")}}","title":"Picture {{id}} of an invented article"}""");
    }
}
