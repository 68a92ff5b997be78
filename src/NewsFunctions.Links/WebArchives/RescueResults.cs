using NewsFunctions.Core.Ids;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Holds the answers of the web archives for some links.</summary>
public sealed class RescueResults
{
    private readonly Dictionary<LinkId, WebArchiveAnswer> _answers = [];

    /// <summary>The links with their outcomes. Missing links were not looked up completely.</summary>
    public IEnumerable<(LinkId Link, RescueOutcome Outcome, Memento? Memento)> Answers =>
        _answers.Select(answer => (answer.Key, answer.Value.Outcome!.Value, answer.Value.Memento));

    /// <summary>The time to continue with the missing links. It is null if none is missing.</summary>
    public DateTimeOffset? PostponedUntil { get; internal set; }

    internal void Set(LinkId link, WebArchiveAnswer answer) => _answers[link] = answer;
}
