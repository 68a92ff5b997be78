using NewsFunctions.Cli.Checks;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Tests.Cli.Checks;

public sealed class EvidenceWordsTests
{
    [Fact]
    public void Redirect_and_response_have_a_line_each()
    {
        var facts = new LinkFacts
        {
            Locations =
            [
                new LocationFacts
                {
                    Location = "http://a.example/1.jpg",
                    Hops =
                    [
                        Hop("http://a.example/1.jpg", new ResponseFacts { Status = 301, Headers = new Dictionary<string, string> { ["location"] = "https://a.example/1.jpg" } }),
                        Hop("https://a.example/1.jpg", new ResponseFacts
                        {
                            Status = 200, Headers = new Dictionary<string, string> { ["content-type"] = "image/jpeg" }, SniffedType = "image/jpeg", TotalSize = 12345,
                        }),
                    ],
                },
            ],
        };

        Assert.Equal(
            [
                "GET http://a.example/1.jpg: 301 to https://a.example/1.jpg.",
                "GET https://a.example/1.jpg: 200, said to be image/jpeg, by its bytes image/jpeg, 12,345 bytes.",
            ],
            EvidenceWords.Describe(facts));
    }

    [Fact]
    public void Failure_before_a_request_names_the_location()
    {
        var facts = new LinkFacts
        {
            Locations =
            [
                new LocationFacts
                {
                    Location = "http://gone.example/1.jpg",
                    Hops = [],
                    Failure = new FailureFacts { Stage = FailureStage.Dns, Kind = FailureKind.NoSuchName, Detail = "The name does not exist." },
                },
            ],
        };

        Assert.Equal(["http://gone.example/1.jpg: The name does not exist."], EvidenceWords.Describe(facts));
    }

    private static HopFacts Hop(string url, ResponseFacts response) => new() { Method = "GET", Url = url, Response = response };
}
