using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Checks;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>Tests that one response under several paths of a shard is found.</summary>
public sealed class ShardAnswersTests : IAsyncDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly HostOutcomes _hosts = new(new HostOptions(), new ProcessMemories(), TimeProvider.System);
    private readonly ShardAnswers _answers = new(3);

    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    [Fact]
    public async Task Third_unrelated_path_with_equal_bytes_makes_all_placeholders()
    {
        Link[] earlier = [Image("/2016/03/07/a.jpg", "one"), Image("/2016/03/08/b.jpg", "one"), Image("/2016/03/09/c.jpg", "two")];
        Add(earlier);
        Check(Image("/2016/03/10/d.jpg", "one"));

        SharedAnswer[] found = await FindAsync();

        Assert.Equal(3, found.Length);
        LinkCheck check = found.Single(one => one.Link == earlier[0].Id).Judge(earlier[0], At)!;
        Assert.Equal((Verdict.Placeholder, VerdictRules.Version), (check.Verdict, check.RulesVersion));
        Assert.Contains("3 unrelated paths", check.Reason, StringComparison.Ordinal);
        Assert.Empty(Evidence.Read(check.Evidence).Locations.Single().Hops);
        Assert.Equal(Verdict.Placeholder, VerdictRules.Judge(LinkKind.Image, Evidence.Read(check.Evidence)).Verdict);

        Link after = LinkStateRules.Apply(earlier[0], check, hostAnswers: true, new LinkStateOptions());
        Assert.Equal((LinkState.Suspect, 1), (after.State, after.Strikes));
        Assert.Null(found[0].Judge(after, At));
        Assert.Equal(Sha("one"), after.Fingerprint!.Sha256);
    }

    [Fact]
    public async Task Renditions_of_one_image_count_as_one_path()
    {
        Add(Image("/2016/03/07/alalam_635929720961368213_25f_4x3.jpg", "one"), Image("/2016/03/07/alalam_635929720961368213_25f_16x9.jpg", "one"));
        Check(Image("/thumbs/alalam_635929720961368213.jpg", "one"));
        Check(Image("/2016/03/07/b.jpg", "one"));

        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task Stored_knowledge_of_the_host_is_enough()
    {
        (await LessonsAsync()).LearnBytes(Sha("one"), 1000, 7);
        Check(Image("/2016/04/07/a.jpg", "one"));
        Add(Image("/2016/04/08/b.jpg", "one"));

        Assert.Equal(2, (await FindAsync()).Length);
    }

    [Fact]
    public async Task Equal_beginnings_of_files_of_unknown_length_are_no_evidence()
    {
        foreach (string path in (string[])["/a.mp4", "/b.mp4", "/c.mp4"])
        {
            Link video = Image(path, "one");
            Check(video with { Fingerprint = video.Fingerprint! with { Size = null } });
        }

        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task Host_not_requested_in_a_visit_is_left_for_another()
    {
        Add(Image("/a.jpg", "one"), Image("/b.jpg", "one"), Image("/c.jpg", "one"));

        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task Articles_that_redirect_to_one_page_are_not_found_except_that_page()
    {
        Add(Page("1797701", "/news/1797703/talks"), Page("1797702", "/news/1797703/talks"), Page("1797704", "/news/1797704/other"));
        Check(Page("1797703", "/news/1797703/talks"));

        SharedAnswer[] found = await FindAsync();

        Assert.Equal(["p1797701", "p1797702"], found.Select(one => one.Link.Value).Order());
        Assert.Equal(Verdict.SoftNotFound, found[0].Judge(Page(found[0].Link.Value[1..], "/news/1797703/talks"), At)!.Verdict);
        Assert.Equal(3, (await LessonsAsync()).SharedUrl("https://a.example/news/1797703/talks")!.Links);
    }

    [Fact]
    public async Task Media_that_redirect_to_one_file_are_placeholders()
    {
        Link[] images = [.. "abc".Select(name => Redirected(Image($"/{name}.jpg", $"bytes of {name}"), "/none.jpg"))];
        Check(images);

        SharedAnswer[] found = await FindAsync();

        Assert.Equal(3, found.Length);
        Assert.Equal(Verdict.Placeholder, found[0].Judge(images.Single(image => image.Id == found[0].Link), At)!.Verdict);
    }

    [Fact]
    public async Task Link_judged_since_is_not_rejudged()
    {
        Link[] images = [Image("/a.jpg", "one"), Image("/b.jpg", "one"), Image("/c.jpg", "one")];
        Check(images);
        SharedAnswer answer = (await FindAsync()).Single(one => one.Link == images[0].Id);

        Assert.Null(answer.Judge(images[0] with { Verdict = Verdict.Gone }, At));
        Assert.Null(answer.Judge(images[0] with { Fingerprint = images[0].Fingerprint! with { Sha256 = Sha("two") } }, At));
        Assert.Equal(At.AddTicks(1), answer.Judge(images[0] with { LastChecked = At }, At)!.CheckedAt);
    }

    [Fact]
    public async Task Location_with_an_invalid_host_is_ignored()
    {
        Link link = Image("/a.jpg", "one");
        Check(link with { Location = "http://en.alalam.ir\uFE13/a.jpg" }, link with { Location = "http://xn--/a.jpg" });

        Assert.Empty(await FindAsync());
    }

    [Theory]
    [InlineData("/2016/03/07/alalam_635929720961368213_25f_4x3.jpg", "alalam_635929720961368213")]
    [InlineData("/a/photo-300x200.JPG", "photo")]
    [InlineData("/a/photo@2x.png?v=3", "photo")]
    [InlineData("/a/clip_720p.mp4", "clip")]
    [InlineData("/a/clip_thumb_small.mp4", "clip")]
    [InlineData("/a/photo_2.jpg", "photo_2")]
    [InlineData("/a/2016-03-07.jpg", "2016-03-07")]
    [InlineData("/a/4x3.jpg", "4x3")]
    [InlineData("/a/.jpg", ".jpg")]
    [InlineData("/a/", "/a/")]
    public void Media_stem_omits_size_suffixes(string path, string stem) => Assert.Equal(stem, MediaStems.Of(path));

    private static Link Image(string path, string bytes) => LinkCheckerFixture.MediaOf(path) with
    {
        State = LinkState.Alive,
        Verdict = Verdict.Alive,
        Location = $"https://a.example{path}",
        Fingerprint = new Fingerprint { Url = $"https://a.example{path}", Size = 1000, Bytes = 1000, Sha256 = Sha(bytes) },
    };

    private static Link Page(string id, string end)
    {
        Link link = LinkCheckerFixture.PageOf(id) with { State = LinkState.Alive, Verdict = Verdict.Alive, Location = $"https://a.example/news/{id}" };
        return link with { Fingerprint = new Fingerprint { Url = $"https://a.example{end}", Size = 1000, Bytes = 1000, Sha256 = Sha(id) } };
    }

    private static Link Redirected(Link link, string end) => link with { Fingerprint = link.Fingerprint! with { Url = $"https://a.example{end}" } };

    private static string Sha(string bytes) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(bytes)));

    private void Add(params Link[] links) => Array.ForEach(links, _answers.Add);

    private void Check(params Link[] links) => Array.ForEach(links, link => _answers.Add(link, new LinkCheck
    {
        Link = link.Id,
        CheckedAt = At,
        Verdict = Verdict.Alive,
        Reason = "Alive.",
        Location = link.Location,
        Duration = TimeSpan.Zero,
        Fingerprint = link.Fingerprint,
        RulesVersion = VerdictRules.Version,
        Evidence = Evidence.FromJson(JsonElement.Parse("{}")),
    }));

    private async Task<HostLessons> LessonsAsync() => (await _hosts.OpenAsync("a.example", TestContext.Current.CancellationToken)).Lessons;

    private async Task<SharedAnswer[]> FindAsync() => [.. await _answers.FindSharedAsync(_hosts, TestContext.Current.CancellationToken)];
}
