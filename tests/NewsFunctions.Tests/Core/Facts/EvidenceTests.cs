using System.Text;
using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Tests.Core.Facts;

public sealed class EvidenceTests
{
    [Fact]
    public void Evidence_can_be_judged_again()
    {
        LinkFacts facts = new()
        {
            Locations =
            [
                FactsOf.Failure(FailureKind.NoSuchName, FailureStage.Policy, location: "https://old.example/a.jpg"),
                FactsOf.Chain(
                    FactsOf.Image,
                    (FactsOf.Image, FactsOf.Response(301) with { Headers = new Dictionary<string, string> { ["location"] = "https://b.example/2016/03/07/a.jpg" } }),
                    ("https://b.example/2016/03/07/a.jpg", FactsOf.Response(206, "image/jpeg", "image/jpeg") with { FirstBytes = "ffd8ff", TotalSize = 7 })),
            ],
        };
        Judgement judgement = VerdictRules.Judge(LinkKind.Image, facts);

        LinkFacts read = Evidence.Read(Evidence.Of(facts, judgement.Location));

        Assert.Equal(Verdict.Moved, judgement.Verdict);
        Assert.Equal(judgement, VerdictRules.Judge(LinkKind.Image, read));
        Assert.Equal(JsonSerializer.Serialize(facts), JsonSerializer.Serialize(read));
    }

    [Fact]
    public void A_long_value_is_cut_with_a_mark()
    {
        LocationFacts location = FactsOf.Answer(404, declared: new string('x', 20_000));

        LinkFacts read = Evidence.Read(Evidence.Of(new LinkFacts { Locations = [location] }, FactsOf.Image));

        string header = read.Locations[0].Final!.Header("content-type")!;
        Assert.EndsWith("x...[cut]", header, StringComparison.Ordinal);
        Assert.Equal(2048 + "...[cut]".Length, header.Length);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("ه")]
    [InlineData("\u0000")]
    public void Longest_page_titles_and_addresses_fit_beside_everything_else(string character)
    {
        string value = new StringBuilder().Insert(0, character, 4000).ToString();
        PageFacts page = new() { Title = value[..200], Heading = value[..200], Canonical = "https://a.example/" + value[..480], TextHash = "0123456789abcdef", Words = 9 };
        LocationFacts location = FactsOf.Chain($"https://a.example/{value}", ($"https://a.example/{value}", FactsOf.Response(200, "text/html") with
        {
            Headers = RecordedHeaders.Names.ToDictionary(name => name, _ => value),
            Page = page,
        }));
        location = location with { Probe = new BaselineFacts { At = default, Status = 200, Url = location.Location, Page = page } };
        LinkFacts facts = new()
        {
            Locations = [location, location],
            Before = new Fingerprint { Url = location.Location, ETag = value[..512], LastModified = value[..512] },
            Expected = new ExpectedFacts { Id = "1797706", Title = value[..300], OtherTitles = [.. Enumerable.Repeat(value[..300], ExpectedTitles.Slots)] },
        };

        Evidence evidence = Evidence.Of(facts, location.Location);

        Assert.InRange(evidence.Utf8.Length, 1, Evidence.MaxBytes);
        LinkFacts read = Evidence.Read(evidence);
        Assert.NotEmpty(read.Locations);
        Assert.Equal(ExpectedTitles.Slots, read.Expected!.OtherTitles!.Count);
        Assert.False(Evidence.IsWhole(read));
    }

    [Theory]
    [InlineData("""{"id":"1","title":"a...[cut]"}""", false)]
    [InlineData("""{"id":"1","title":"a","otherTitles":["b","c...[cut]"]}""", false)]
    [InlineData("""{"id":"1","title":"a","otherTitles":["b","c"]}""", true)]
    [InlineData("""{"id":"1"}""", true)]
    public void Evidence_with_a_cut_title_is_incomplete(string expected, bool whole) =>
        Assert.Equal(whole, Evidence.IsWhole(Evidence.TryRead(Expecting(expected))!));

    [Theory]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":"1","otherTitles":[null]}""")]
    [InlineData("""{"id":"1","otherTitles":"a"}""")]
    [InlineData("""{"id":"1","otherTitles":["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17"]}""")]
    public void Evidence_with_an_impossible_expectation_is_rejected(string expected) => Assert.Null(Evidence.TryRead(Expecting(expected)));

    [Fact]
    public void Other_titles_in_evidence_have_the_limit_of_link_titles()
    {
        Assert.NotNull(Evidence.TryRead(Expecting($$"""{"id":"1","otherTitles":["{{new string('x', 300)}}"]}""")));
        Assert.Null(Evidence.TryRead(Expecting($$"""{"id":"1","otherTitles":["{{new string('x', 301)}}"]}""")));
    }

    [Fact]
    public void Evidence_of_earlier_rules_is_judged_by_the_facts_it_has()
    {
        const string Version2 = """
            {"locations":[{"location":"https://a.example/news/1797706","hops":[{"method":"GET","url":"https://a.example/news/1797706","response":{
            "status":200,"headers":{"content-type":"text/html"},"bodyBytes":900,"firstBytes":"3c21","bodySha256":"aa","sniffedType":"text/html",
            "totalSize":900}}],"hopsLeftOut":0}],"locationsLeftOut":0}
            """;

        LinkFacts facts = Evidence.Read(Evidence.FromJson(JsonElement.Parse(Version2)));

        Assert.Equal((null, null), (facts.Expected, facts.Locations[0].Probe));
        Assert.Equal(Verdict.Alive, VerdictRules.Judge(LinkKind.Page, facts).Verdict);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("😀")]
    [InlineData("\u0000")]
    public void Most_hostile_responses_fit_and_are_judged_the_same(string character)
    {
        string value = new StringBuilder().Insert(0, character, 4000).ToString();
        Dictionary<string, string> headers = RecordedHeaders.Names.ToDictionary(name => name, _ => value);
        LinkFacts facts = new()
        {
            Locations =
            [
                .. Enumerable.Range(0, 20).Select(i => new LocationFacts
                {
                    Location = $"https://{i}.example/a.jpg",
                    Hops =
                    [
                        .. Enumerable.Range(0, 11).Select(hop => new HopFacts
                        {
                            Method = "GET",
                            Url = $"https://{i}.example/{hop}/{value}",
                            Response = FactsOf.Response(hop < 10 ? 302 : i == 12 ? 403 : 404) with { Headers = headers },
                        }),
                    ],
                }),
            ],
        };
        Judgement judgement = VerdictRules.Judge(LinkKind.Image, facts);

        Evidence evidence = Evidence.Of(facts, judgement.Location);

        LinkFacts read = Evidence.Read(evidence);
        Assert.InRange(evidence.Utf8.Length, 1, Evidence.MaxBytes);
        Assert.Equal(20, read.Locations.Count + read.LocationsLeftOut);
        Assert.All(read.Locations, location => Assert.Equal(11, location.Hops.Count + location.HopsLeftOut));
        Assert.Equal(judgement, VerdictRules.Judge(LinkKind.Image, read));
    }

    private static Evidence Expecting(string expected) =>
        Evidence.FromJson(JsonElement.Parse($$"""{"locations":[],"expected":{{expected}}}"""));
}
