using System.Text.Json;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Dumps.Texts;

/// <summary>What is known around a text of a dump: the same for all records that it is cut into.</summary>
internal sealed record TextSource
{
    /// <summary>A dump that is one text.</summary>
    public static TextSource Whole { get; } = new();

    /// <inheritdoc cref="DumpRecord.Member"/>
    public string Member { get; init; } = "";

    /// <inheritdoc cref="DumpRecord.TargetUri"/>
    public Uri? TargetUri { get; init; }

    /// <inheritdoc cref="DumpRecord.CrawledAt"/>
    public DateTimeOffset? CrawledAt { get; init; }

    /// <inheritdoc cref="DumpRecord.PublishedAt"/>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <inheritdoc cref="DumpRecord.Extra"/>
    public JsonElement? Extra { get; init; }

    /// <inheritdoc cref="DumpRecord.IsArticle"/>
    public bool IsArticle { get; init; }
}
