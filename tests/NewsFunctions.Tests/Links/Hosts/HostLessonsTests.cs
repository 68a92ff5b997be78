using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Tests.Links.Hosts;

public sealed class HostLessonsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Lessons_round_trip()
    {
        HostLessons lessons = new(new HostLessonsRecord());
        lessons.LearnProbe(LinkKind.Page, At, Answer("https://a.example/missing", redirected: true));
        lessons.LearnBytes(Hash(1), 100, 4);
        lessons.LearnUrl("https://a.example/sink", 5);
        lessons.LearnHead(head => head with { Since = At, Agreed = ["p1"] });
        lessons.LearnRequests(requests => requests with { PlainSince = At, MendedSince = At.AddDays(1) });

        HostLessonsRecord stored = Stored(lessons.Snapshot());
        HostLessons known = new(stored);

        Assert.Equal("https://a.example/missing", known.Probe(LinkKind.Page)!.Answer!.Url);
        Assert.Equal(4, known.SharedBytes(Hash(1), 100)!.Links);
        Assert.Null(known.SharedBytes(Hash(1), 101));
        Assert.Equal(0, known.SharedBytes(Hash(0), 7)!.Links);
        Assert.Equal((5, 0), (known.SharedUrl("https://a.example/sink")!.Links, known.SharedUrl("https://a.example/missing")!.Links));
        Assert.Equal(["p1"], known.Head.Agreed);
        Assert.Equal(new RequestLesson { PlainSince = At, MendedSince = At.AddDays(1) }, known.Requests);
        Assert.Equal(JsonSerializer.Serialize(stored), JsonSerializer.Serialize(known.Snapshot()));
    }

    [Fact]
    public void Oldest_answers_are_dropped_over_the_limit()
    {
        HostLessons lessons = new(new HostLessonsRecord());
        for (int i = 0; i <= HostLessons.MaxSharedBytes; i++)
        {
            lessons.LearnBytes(Hash(i), i, 3);
        }

        Assert.Null(lessons.SharedBytes(Hash(0), 0));
        Assert.NotNull(lessons.SharedBytes(Hash(1), 1));
        Assert.Equal(HostLessons.MaxSharedBytes, lessons.Snapshot().SharedBytes.Count);
    }

    [Fact]
    public void Failed_baseline_keeps_the_previous_one()
    {
        HostLessons lessons = new(new HostLessonsRecord());
        lessons.LearnProbe(LinkKind.Image, At, Answer("https://a.example/x", redirected: false));
        lessons.LearnProbe(LinkKind.Image, At.AddDays(1), null);

        Assert.Equal(At.AddDays(1), lessons.Probe(LinkKind.Image)!.TriedAt);
        Assert.NotNull(lessons.Probe(LinkKind.Image)!.Answer);
    }

    [Fact]
    public void Largest_lessons_fit_a_table_row()
    {
        HostLessons lessons = new(new HostLessonsRecord());
        string longest = new('ه', 200);
        foreach (LinkKind kind in Enum.GetValues<LinkKind>())
        {
            lessons.LearnProbe(kind, At, Answer($"https://a.example/{new string('x', 2000)}", redirected: true) with
            {
                Page = new PageFacts { Title = longest, Heading = longest, Canonical = $"https://a.example/{new string('x', 480)}", TextHash = "0123456789abcdef" },
            });
        }

        for (int i = 0; i < 2 * HostLessons.MaxSharedBytes; i++)
        {
            lessons.LearnBytes(Hash(i), long.MaxValue, int.MaxValue);
            lessons.LearnUrl($"https://a.example/{new string('x', 276)}{i:00000}", int.MaxValue);
        }

        lessons.LearnHead(head => head with { Since = At, Agreed = [.. Enumerable.Range(0, 3).Select(i => $"i2016-03-{Hash(i)[..16]}")], DeniesToo = true });

        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(lessons.Snapshot()).Length, 20_000, 52_000);
    }

    [Fact]
    public void Invalid_lesson_in_an_edited_record_is_ignored()
    {
        HostLessons lessons = new(new HostLessonsRecord { SharedBytes = ["", ":", "ab:1:x", "ab"], SharedUrls = ["", "x https://a.example/", "5"] });

        Assert.Empty(lessons.Snapshot().SharedBytes);
        Assert.Empty(lessons.Snapshot().SharedUrls);
    }

    private static BaselineFacts Answer(string url, bool redirected) =>
        new() { At = At, Status = 200, Url = url, Redirected = redirected, Sha256 = Hash(0), Size = 7 };

    private static string Hash(int i) => i.ToString("x24", System.Globalization.CultureInfo.InvariantCulture) + new string('0', 40);

    private static HostLessonsRecord Stored(HostLessonsRecord record) =>
        JsonSerializer.Deserialize<HostLessonsRecord>(JsonSerializer.Serialize(record))!;
}
