using NewsFunctions.Core.Ids;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>What the archives said of some links.</summary>
public sealed class RescueResults
{
    private readonly Dictionary<LinkId, WebArchiveAnswer> _answers = [];

    /// <summary>Links with their outcome; those that are missing were not looked up to the end.</summary>
    public IEnumerable<(LinkId Link, RescueOutcome Outcome, Memento? Memento)> Answers =>
        _answers.Select(answer => (answer.Key, answer.Value.Outcome!.Value, answer.Value.Memento));

    /// <summary>When to go on with the missing ones; null where none is missing.</summary>
    public DateTimeOffset? PostponedUntil { get; internal set; }

    internal void Set(LinkId link, WebArchiveAnswer answer) => _answers[link] = answer;
}
