using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsFunctions.Tests.Architecture;

/// <summary>Compares the event ids of log messages with the ranges in docs/telemetry.md.</summary>
public sealed partial class LogEventTests
{
    private static readonly IReadOnlyList<(string Room, int Id, string File)> Events = [.. SourceTree.LogEvents()];

    [Fact]
    public void Each_event_id_is_used_once()
    {
        Assert.NotEmpty(Events);
        Assert.Empty(Events.GroupBy(one => one.Id).Where(same => same.Count() > 1).Select(same => $"{same.Key}: {string.Join(", ", same.Select(one => one.File))}"));
    }

    [Fact]
    public void Each_event_id_is_in_the_range_of_its_room()
    {
        Dictionary<string, (int First, int Last)> ranges = Row().Matches(Repository.Read("docs", "telemetry.md"))
            .ToDictionary(row => row.Groups[1].Value, row => (Number(row.Groups[2]), Number(row.Groups[3])));

        Assert.Equal(Events.Select(one => one.Room).Distinct().Order(StringComparer.Ordinal), ranges.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(Events.Where(one => one.Id < ranges[one.Room].First || one.Id > ranges[one.Room].Last).Select(one => $"{one.File}: {one.Id}"));
        (int First, int Last)[] sorted = [.. ranges.Values.OrderBy(range => range.First)];
        Assert.All(sorted.Zip(sorted.Skip(1)), pair => Assert.True(pair.First.Last < pair.Second.First));
    }

    [Fact]
    public void Log_messages_are_in_a_nested_class_named_Log() =>
        Assert.All(
            Events.Select(one => one.File).Distinct(),
            file => Assert.True(NestedLog().Count(File.ReadAllText(Repository.PathOf("src", file))) == 1, file));

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| `([\w.]+)` \| (\d+) to (\d+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^    private static partial class Log$", RegexOptions.Multiline)]
    private static partial Regex NestedLog();
}
