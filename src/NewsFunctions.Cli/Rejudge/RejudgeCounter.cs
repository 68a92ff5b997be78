using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Cli.Rejudge;

/// <summary>Counts the results of judging again.</summary>
internal sealed class RejudgeCounter
{
    private readonly SortedDictionary<(Verdict From, Verdict To), long> _changes = [];
    private readonly SortedDictionary<RejudgementObstacle, long> _obstacles = [];

    /// <summary>Counts links that were ever checked and that the filter lets through.</summary>
    public long Links { get; private set; }

    /// <summary>Counts links that get, or got, another verdict or fewer strikes.</summary>
    public long Changed { get; private set; }

    /// <summary>Counts links that get, or got, another state by it.</summary>
    public long StatesChanged { get; private set; }

    public long Applied { get; private set; }

    public IReadOnlyDictionary<(Verdict From, Verdict To), long> Changes => _changes;

    public IReadOnlyDictionary<RejudgementObstacle, long> Obstacles => _obstacles;

    public void Add(RejudgedLink link)
    {
        Links++;
        if (link.Obstacle is { } obstacle)
        {
            _obstacles[obstacle] = _obstacles.GetValueOrDefault(obstacle) + 1;
        }

        if (link is { After: { } after, Last: { } last, Again: { } again })
        {
            Changed++;
            StatesChanged += after.State == link.Link.State ? 0 : 1;
            Applied += link.Applied ? 1 : 0;
            _changes[(last.Verdict, again.Verdict)] = _changes.GetValueOrDefault((last.Verdict, again.Verdict)) + 1;
        }
    }
}
