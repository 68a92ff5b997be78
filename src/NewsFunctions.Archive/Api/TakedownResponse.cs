using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Takedowns;

namespace NewsFunctions.Archive.Api;

/// <summary>Reports what a takedown removes, or would remove, and what stays. Lists have the first 1,000.</summary>
public sealed record TakedownResponse
{
    /// <summary>The target: <c>article {site}/{id}</c> or <c>dump {dumpId}</c>.</summary>
    public required string Target { get; init; }

    /// <summary>True if nothing was removed, only counted.</summary>
    public required bool DryRun { get; init; }

    /// <summary>False if the time of one call was too short. The same call again continues.</summary>
    public required bool Done { get; init; }

    /// <summary>The articles that have no texts left, as <c>{site}/{id}</c>.</summary>
    public required IReadOnlyList<string> Articles { get; init; }

    public required long ArticleCount { get; init; }

    /// <summary>The number of removed texts: all of these articles', and those of other articles that only the dump had.</summary>
    public required long Versions { get; init; }

    /// <summary>The links that nothing else mentions. They are removed with their checks.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    public required long LinkCount { get; init; }

    /// <summary>The number of links that stay, because other articles mention them.</summary>
    public required long LinksThatStay { get; init; }

    /// <summary>The number of removed events about removed links.</summary>
    public required long Events { get; init; }

    /// <summary>The hashes of captures that no other link uses.</summary>
    public required IReadOnlyList<string> Captures { get; init; }

    /// <summary>The removed uploads.</summary>
    public required IReadOnlyList<TakenDump> Dumps { get; init; }

    /// <summary>The uploads in which the article is blanked. They are ingested again.</summary>
    public required IReadOnlyList<TakenDump> Rewritten { get; init; }

    /// <summary>The places of the texts in uploads that stay because they have other articles. They are removed with the upload.</summary>
    public required IReadOnlyList<StoredBytes> BytesThatStay { get; init; }

    /// <summary>The time until which the storage account can restore what was deleted; null if it cannot, and in a dry run.</summary>
    public required DateTimeOffset? RecoverableUntil { get; init; }

    public static TakedownResponse From(
        string target, bool dryRun, bool isDone, TakedownReport report, IReadOnlyList<TakenDump> dumps, IReadOnlyList<TakenDump> rewritten) => new()
        {
            Target = target,
            DryRun = dryRun,
            Done = isDone,
            Articles = report.Articles,
            ArticleCount = report.ArticleCount,
            Versions = report.Versions,
            Links = [.. report.Links.Select(link => link.Value)],
            LinkCount = report.LinkCount,
            LinksThatStay = report.LinksThatStay,
            Events = report.Events,
            Captures = report.Captures,
            Dumps = dumps,
            Rewritten = rewritten,
            BytesThatStay = report.BytesThatStay,
            RecoverableUntil = report.RecoverableUntil,
        };
}

/// <summary>Names an upload that is removed or rewritten.</summary>
public sealed record TakenDump(string DumpId, string Name);
