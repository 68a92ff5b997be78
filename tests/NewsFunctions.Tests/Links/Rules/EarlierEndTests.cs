using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Rules;
using NewsFunctions.Tests.Core.Facts;
using NewsFunctions.Tests.Links.Checks;

namespace NewsFunctions.Tests.Links.Rules;

/// <summary>Tests evidence of rules before version 5, which searched the last bytes of a file for its end and knew
/// fewer signatures.</summary>
public sealed class EarlierEndTests
{
    private const string NoMarker = "The JPEG has no end-of-image marker.";

    [Theory]
    [InlineData("image/jpeg", NoMarker, true, Verdict.Alive)]
    [InlineData("image/jpeg", NoMarker, false, Verdict.Truncated)]
    [InlineData("image/gif", "The GIF has no trailer.", true, Verdict.Alive)]
    [InlineData("image/gif", "The GIF has no trailer.", false, Verdict.Alive)]
    [InlineData("image/png", "The PNG has no IEND chunk.", true, Verdict.Alive)]
    [InlineData("image/png", "The PNG has no IEND chunk.", false, Verdict.Truncated)]
    [InlineData("image/png", "A chunk of the PNG ends at byte 70000, the file at 66000.", true, Verdict.Truncated)]
    [InlineData("image/webp", "The WebP says that it has 100 bytes; 90 are there.", false, Verdict.Truncated)]
    [InlineData("video/mp4", "The box 'H??p' ends at byte 1219869058, the file at 11706.", false, Verdict.Alive)]
    [InlineData("video/mp4", "The box 'free' ends at byte 1219869058, the file at 11706.", true, Verdict.Alive)]
    [InlineData("video/quicktime", "The box 'H??p' ends at byte 1219869058, the file at 11706.", true, Verdict.Alive)]
    [InlineData("video/mp4", "The box 'mdat' ends at byte 300000, the file at 200000.", true, Verdict.Truncated)]
    [InlineData("video/mp4", "The video has no 'moov' box, without which it cannot be played.", true, Verdict.Truncated)]
    public void Missing_end_counts_only_if_the_evidence_shows_it(string type, string defect, bool inParts, Verdict verdict)
    {
        ResponseFacts response = FactsOf.Response(206, type) with
        {
            BodyBytes = inParts ? 65_536 : 11_706,
            TotalSize = inParts ? 200_000 : 11_706,
            Tail = inParts ? new TailFacts { Status = 206, Bytes = 65_536 } : null,
            Media = new MediaFacts { End = FileEnd.Missing, Defect = defect },
        };

        Rejudgement rejudgement = Rejudge(type.StartsWith("video", StringComparison.Ordinal) ? LinkKind.Video : LinkKind.Image, response);

        Assert.Equal(verdict, rejudgement.Again!.Verdict);
    }

    [Theory]
    [InlineData(null, "0000001266726565636173652066726565", Verdict.Alive)]
    [InlineData("image/x-icon", "000001006674797069736f6d", Verdict.Alive)]
    [InlineData(null, "234558544d33550a", Verdict.Alive)]
    [InlineData(null, "6e6f742061", Verdict.WrongType)]
    [InlineData(null, "not hex", Verdict.WrongType)]
    [InlineData(null, null, Verdict.WrongType)]
    [InlineData("text/html", "3c21646f6374797065", Verdict.WrongType)]
    public void Type_unknown_to_earlier_rules_comes_from_the_kept_bytes(string? sniffed, string? first, Verdict verdict) =>
        Assert.Equal(verdict, Rejudge(LinkKind.Video, FactsOf.Response(206, sniffed) with { FirstBytes = first!, Headers = Declared("bytes 0-99/5000") }).Again!.Verdict);

    [Theory]
    [InlineData("bytes 1000-1099/5000", Verdict.ServerError)]
    [InlineData("bytes 0-99/100", Verdict.WrongType)]
    public void Unrequested_range_invalidates_its_facts(string range, Verdict verdict) =>
        Assert.Equal(verdict, Rejudge(LinkKind.Image, FactsOf.Response(206, "text/html") with { TotalSize = 100, Headers = Declared(range) }).Again!.Verdict);

    private static Dictionary<string, string> Declared(string range) => new() { ["content-range"] = range };

    private static Rejudgement Rejudge(LinkKind kind, ResponseFacts response)
    {
        string url = kind == LinkKind.Video ? "https://a.example/v.mp4" : FactsOf.Image;
        LinkFacts facts = new() { Locations = [FactsOf.Chain(url, (url, response))] };
        return Rejudgement.Of(
            new LinkCheck
            {
                Link = LinkCheckerFixture.LinkOf(kind).Id,
                CheckedAt = DateTimeOffset.UnixEpoch,
                Verdict = Verdict.Truncated,
                Reason = "As it was judged then.",
                Location = url,
                Duration = TimeSpan.Zero,
                RulesVersion = 4,
                Evidence = Evidence.Of(facts, url),
            },
            DateTimeOffset.UnixEpoch.AddDays(1));
    }
}
