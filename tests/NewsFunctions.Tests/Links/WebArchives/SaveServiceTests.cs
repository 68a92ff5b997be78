using System.Text;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Tests.Links.WebArchives;

public sealed class SaveServiceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"url":"https://a.example/","job_id":"spn2-0123456789abcdef"}""", OfferOutcome.Pending)]
    [InlineData("""{"status":"error","status_ext":"error:blocked-url","message":"This URL is in the block list."}""", OfferOutcome.Refused)]
    [InlineData("""{"status":"error","status_ext":"error:user-session-limit","message":"You have already reached the limit."}""", OfferOutcome.NoAnswer)]
    [InlineData("""{"job_id":"../../status/user"}""", OfferOutcome.Refused)]
    [InlineData("""{"job_id":7}""", OfferOutcome.Refused)]
    [InlineData("[]", OfferOutcome.NoAnswer)]
    [InlineData("<html>", OfferOutcome.NoAnswer)]
    public void Save_request_is_accepted_rejected_or_unanswered(string body, OfferOutcome expected) =>
        Assert.Equal(expected, SaveService.ReadOrder(Encoding.UTF8.GetBytes(body)).Outcome);

    [Theory]
    [InlineData("""{"status":"pending","resources":[]}""", OfferOutcome.Pending)]
    [InlineData("""{"status":"success","timestamp":"20260301121500","original_url":"https://a.example/"}""", OfferOutcome.Saved)]
    [InlineData("""{"status":"success","timestamp":"soon"}""", OfferOutcome.NoAnswer)]
    [InlineData("""{"status":"error","status_ext":"error:not-found"}""", OfferOutcome.Refused)]
    [InlineData("""{"status":"error","status_ext":"error:service-unavailable"}""", OfferOutcome.NoAnswer)]
    public void Status_gives_the_result_of_a_save_request(string body, OfferOutcome expected) =>
        Assert.Equal(expected, SaveService.ReadStatus(Encoding.UTF8.GetBytes(body)).Outcome);

    [Fact]
    public void Daily_request_limit_outlives_the_run()
    {
        var options = new RescueOptions { SaveNowPerDay = 2, SaveNowInterval = TimeSpan.Zero, SaveNowUrl = "https://web.archive.org/save" };
        DateTimeOffset deadline = Noon.AddMinutes(4);
        var first = new RescueSession(options, [], deadline);
        Assert.Null(first.SaveNow.Take(Noon, deadline, out _));
        WebArchiveState kept = Assert.Single(first.TakeChanges());

        var second = new RescueSession(options, [kept], deadline);
        Assert.Null(second.SaveNow.Take(Noon, deadline, out _));

        Assert.Equal(Noon.Date.AddDays(1), second.SaveNow.Take(Noon, deadline, out _)!.Value.UtcDateTime);
        Assert.Null(new RescueSession(options, second.TakeChanges(), deadline.AddDays(1)).SaveNow.Take(Noon.AddDays(1), deadline.AddDays(1), out _));
    }

    [Fact]
    public void Live_link_without_a_memento_is_offered_once_or_monthly_if_refused()
    {
        var options = new RescueOptions();
        var link = new Link { Site = "a", Id = LinkId.ForMedia(LinkKind.Image, "/2016/03/07/a.jpg"), Path = "/2016/03/07/a.jpg", State = LinkState.Alive };
        Link Offered(OfferOutcome outcome) => link with { Offer = OfferRules.Apply(outcome, Noon, reason: null, Noon, options) };

        Assert.True(OfferRules.IsWanted(link, Noon));
        Assert.False(OfferRules.IsWanted(link with { State = LinkState.Suspect }, Noon));
        Assert.False(OfferRules.IsWanted(link with { State = LinkState.Ignored }, Noon));
        Assert.False(OfferRules.IsWanted(
            link with { Rescue = RescueRules.Apply(null, RescueOutcome.Found, new Memento { Url = "https://a.example/", At = Noon }, Noon, options) }, Noon));
        Assert.All([OfferOutcome.Pending, OfferOutcome.Saved], outcome => Assert.False(OfferRules.IsWanted(Offered(outcome), Noon.AddYears(1))));
        Assert.False(OfferRules.IsWanted(Offered(OfferOutcome.Refused), Noon.AddDays(29)));
        Assert.True(OfferRules.IsWanted(Offered(OfferOutcome.Refused), Noon.AddDays(30)));
    }

    [Theory]
    [InlineData("https://web.archive.org/save", "https://media.example.org/b.jpg")]
    [InlineData("http://127.0.0.1:8080/save", "https://media.example.org/b.jpg")]
    public void Live_URL_is_offered_if_it_has_a_public_name(string service, string expected)
    {
        var options = new RescueOptions { SaveNowUrl = service };
        var link = new Link { Site = "a", Id = LinkId.ForMedia(LinkKind.Image, "/b.jpg"), Path = "/b.jpg", Location = "https://media.example.org/b.jpg" };

        Assert.Equal(expected, OfferRules.LocationToOffer(link, ["http://10.0.0.1/b.jpg", "https://old.example.org/b.jpg", "https://media.example.org/b.jpg"], options));
        Assert.Equal(
            service.Contains("127", StringComparison.Ordinal) ? "http://10.0.0.1/b.jpg" : null,
            OfferRules.LocationToOffer(link, ["http://10.0.0.1/b.jpg"], options));
    }

    [Fact]
    public void Saved_memento_has_a_URL_of_the_save_service() =>
        Assert.Equal(
            "https://web.archive.org/web/20260301120000/https://media.example.org/b.jpg",
            RescueRules.SavedMemento("https://media.example.org/b.jpg", Noon, new RescueOptions()).Url);
}
