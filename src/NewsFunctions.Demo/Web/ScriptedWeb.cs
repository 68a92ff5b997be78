using System.Globalization;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Demo.Scenario;

namespace NewsFunctions.Demo.Web;

/// <summary>Answers for all hosts of the demo by each link's script, with the facts that a checker would record.</summary>
internal sealed class ScriptedWeb
{
    /// <summary>Sets the number of links that share a placeholder, which hosts show instead of lost pictures.</summary>
    public const int PlaceholderLinks = 37;

    public const string PlaceholderSha256 = "5f1c0c2be0b6a7a5b6f0d3c4e1a29788f2b1d0c9a8e7f6051423324150617283";
    public const long PlaceholderSize = 4_217;

    private readonly Chance _chance;
    private readonly Dictionary<string, (DateTimeOffset From, DateTimeOffset To)> _silent;

    public ScriptedWeb(DemoOptions options)
    {
        _chance = options.Chance;
        DateTimeOffset outage = options.Today.AddDays(-200);
        _silent = DemoSite.All.Where(site => site.HadOutage).ToDictionary(site => site.MediaHost, _ => (outage, outage.AddDays(3)));
        _silent[DemoSite.DeadHost] = (options.Today.AddDays(-270), DateTimeOffset.MaxValue);
    }

    /// <summary>Returns the answer to a request for the link.</summary>
    /// <param name="link">The link before the request.</param>
    public LocationFacts Ask(Link link, ScriptedLink scripted, DateTimeOffset at)
    {
        if (scripted.Location.Refused is { } refused)
        {
            return new LocationFacts { Location = scripted.Location.Text, Hops = [], Failure = refused };
        }

        if (_silent.TryGetValue(scripted.Host!, out (DateTimeOffset From, DateTimeOffset To) silence) && at >= silence.From && at < silence.To)
        {
            return Silence(scripted, at);
        }

        Fate fate = scripted.Script.IsOn(at) ? scripted.Script.Fate : Fate.Alive;
        string check = string.Create(CultureInfo.InvariantCulture, $"{scripted.Key}/{at.UtcTicks}");
        return fate switch
        {
            Fate.Gone or Fate.Revived => Answers.Status(scripted, at, _chance.Happens(0.15, "410", scripted.Key) ? 410 : 404),
            Fate.Blocked => Answers.Status(scripted, at, 403),
            Fate.Flaky when _chance.Happens(0.3, "flaky", check) => Answers.Status(scripted, at, 503),
            _ when link.Kind == LinkKind.Page => Page(link, scripted, fate, at),
            Fate.Truncated => Answers.Truncated(scripted, at),
            Fate.Placeholder => Answers.Placeholder(scripted, at),
            Fate.WrongType => Answers.Html(scripted, at, "Welcome to our new site"),
            Fate.Moved => Answers.Moved(scripted, at, Answers.FileHop(scripted.File, MovedTo(scripted), link.Fingerprint, at)),
            Fate.Drifted => Answers.File(scripted, scripted.DriftedFile, link.Fingerprint, at),
            _ => Answers.File(scripted, scripted.File, link.Fingerprint, at),
        };
    }

    private static LocationFacts Page(Link link, ScriptedLink scripted, Fate fate, DateTimeOffset at) => fate switch
    {
        Fate.SoftNotFound => Answers.FrontPage(scripted, at),
        Fate.Drifted => Answers.Html(scripted, at, "Competition and sweepstakes: the winners of the week"),
        Fate.Moved => Answers.Moved(scripted, at, Answers.PageHop(MovedTo(scripted), link.Title, at)),
        _ => Answers.Html(scripted, at, link.Title),
    };

    private static string MovedTo(ScriptedLink scripted) => $"https://{DemoSite.NewHost}{scripted.PathAndQuery}";

    private static LocationFacts Silence(ScriptedLink scripted, DateTimeOffset at) => new()
    {
        Location = scripted.Location.Text,
        Hops = [new HopFacts { Method = "GET", Url = scripted.Location.Text, SentAt = at }],
        Failure = new FailureFacts
        {
            Stage = FailureStage.Connect,
            Kind = FailureKind.Timeout,
            Detail = $"No connection to {scripted.Host} within 10 seconds.",
        },
    };
}
