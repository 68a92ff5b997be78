namespace NewsFunctions.Cli.Queries;

/// <summary>Names a part of the summary that <c>news summary</c> shows on its own.</summary>
internal enum SummaryPart
{
    Days,

    Hosts,

    History,

    Damage,
}
