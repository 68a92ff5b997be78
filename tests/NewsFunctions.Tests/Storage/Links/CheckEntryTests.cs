using System.Text.Json;
using Azure.Data.Tables;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Tests.Storage.Links;

public sealed class CheckEntryTests
{
    private static readonly LinkId Link = LinkId.ForMedia(LinkKind.Image, "/2016/03/07/a.jpg");

    private static readonly LinkCheck Example = new()
    {
        Link = Link,
        CheckedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567),
        Verdict = Verdict.Gone,
        Reason = "Status 404: \"صورة\" <gone>.",
        Location = "https://media.example/2016/03/07/a.jpg",
        Duration = TimeSpan.FromTicks(123_456),
        RulesVersion = 3,
        Evidence = Evidence.FromJson(JsonElement.Parse("""{"locations":[],"note":"صورة \u2028"}""")),
    };

    [Fact]
    public void Check_round_trips() => AssertKept(Example);

    [Fact]
    public void Rejudgement_through_a_vantage_round_trips() => AssertKept(Example with
    {
        Location = null,
        RejudgementOf = Example.CheckedAt,
        RejudgedAt = Example.CheckedAt.AddDays(1),
        Vantage = "elsewhere",
    });

    [Fact]
    public void A_time_is_kept_to_the_tick_whatever_its_offset()
    {
        LinkCheck here = Example with { CheckedAt = Example.CheckedAt.ToOffset(TimeSpan.FromHours(3.5)) };

        Assert.Equal(Example.CheckedAt, Kept(here).Check.CheckedAt);
    }

    [Fact]
    public void The_longest_texts_and_the_largest_evidence_fit_a_column()
    {
        var random = new Random(1);
        string noise = new([.. Enumerable.Range(0, 16_000).Select(_ => (char)random.Next('a', 'z' + 1))]);
        LinkCheck check = Example with
        {
            Reason = new string('\u0001', 5000),
            Location = new string('é', 5000),
            Evidence = Evidence.FromJson(JsonElement.Parse(JsonSerializer.Serialize(noise))),
        };

        CheckEntry kept = Kept(check);

        Assert.InRange(new CheckEntry(check, "visit").ToBytes().Length, 1, 64 * 1024);
        Assert.Equal((4000, 4000), (kept.Check.Reason.Length, kept.Check.Location!.Length));
        Assert.Equal(check.Evidence, kept.Check.Evidence);
    }

    [Fact]
    public void Oversized_evidence_is_replaced_by_a_note_and_the_check_is_kept()
    {
        string large = JsonSerializer.Serialize(new string('x', 20_000));

        CheckEntry kept = Kept(Example with { Evidence = Evidence.FromJson(JsonElement.Parse(large)) });

        Assert.Equal("""{"evidenceTooLarge":20002}""", kept.Check.Evidence.ToString());
        Assert.Equal(Verdict.Gone, kept.Check.Verdict);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 0x0B, 0x00, 0x80, 0x7B, 0x7D, 0x03 })]
    public void Malformed_check_is_reported_by_name(byte[] bytes)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => CheckEntry.FromBytes(Link, bytes));

        Assert.Contains(Link.Value, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_written_column_of_a_link_is_read()
    {
        var link = new Link { Site = "example", Id = Link, Path = "/2016/03/07/a.jpg" };
        TableEntity state = LinkEntity.ToState(link, "visit");
        TableEntity registration = LinkEntity.ToRegistration(Link, "example", new string('p', 500_000), ["A title"], "a.txt", "mark");
        TableEntity page = LinkEntity.ToRegistration(LinkId.Parse("p1"), "example", "1", [.. Enumerable.Range(0, 200).Select(title => $"Title {title}")], "a.txt", "mark");

        Assert.Empty(state.Keys.Concat(registration.Keys).Concat(page.Keys).Concat(LinkEntity.ToPublished(link.Shard, Link, "mark").Keys).Except(LinkEntity.WithoutChecks));
    }

    private static void AssertKept(LinkCheck check)
    {
        CheckEntry kept = Kept(check);

        Assert.Equal(check, kept.Check);
        Assert.Equal("visit", kept.VisitId);
    }

    private static CheckEntry Kept(LinkCheck check) => CheckEntry.FromBytes(Link, new CheckEntry(check, "visit").ToBytes());
}
