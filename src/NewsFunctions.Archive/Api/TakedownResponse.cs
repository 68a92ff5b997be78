using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Takedowns;

namespace NewsFunctions.Archive.Api;

/// <summary>What a takedown removes, or would remove, and what stays. Lists have the first 1,000.</summary>
public sealed record TakedownResponse
{
    /// <summary>What is taken down: <c>article {site}/{id}</c> or <c>dump {dumpId}</c>.</summary>
    public required string Target { get; init; }

    /// <summary>Whether nothing was removed, only counted.</summary>
    public required bool DryRun { get; init; }

    /// <summary>False where the time of one call was too short: the same call again goes on.</summary>
    public required bool Done { get; init; }

    /// <summary>Articles of which nothing is left, as <c>{site}/{id}</c>.</summary>
    public required IReadOnlyList<string> Articles { get; init; }

    public required long ArticleCount { get; init; }

    /// <summary>Texts that go: all of these articles', and those of others that only the dump had.</summary>
    public required long Versions { get; init; }

    /// <summary>Links that nothing else mentions; they go with their checks.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    public required long LinkCount { get; init; }

    /// <summary>Links that stay, because other articles mention them.</summary>
    public required long LinksThatStay { get; init; }

    /// <summary>Events about links that go.</summary>
    public required long Events { get; init; }

    /// <summary>Hashes of copies that no other link uses.</summary>
    public required IReadOnlyList<string> Captures { get; init; }

    /// <summary>Uploads that go.</summary>
    public required IReadOnlyList<TakenDump> Dumps { get; init; }

    /// <summary>Uploads in which the article is blanked; they are ingested again.</summary>
    public required IReadOnlyList<TakenDump> Rewritten { get; init; }

    /// <summary>The places of the texts in uploads that stay because they have other articles, too. These bytes go with the upload.</summary>
    public required IReadOnlyList<StoredBytes> BytesThatStay { get; init; }

    /// <summary>The time until which the storage account can restore what was deleted; null where it keeps nothing, and in a dry run.</summary>
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

/// <summary>An upload that goes, or is rewritten.</summary>
public sealed record TakenDump(string DumpId, string Name);
