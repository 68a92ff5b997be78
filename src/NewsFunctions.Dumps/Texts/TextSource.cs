using System.Text.Json;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Dumps.Texts;

/// <summary>Holds the context of a text of a dump. It is the same for all records that the text is cut into.</summary>
internal sealed record TextSource
{
    /// <summary>A dump that is a single text.</summary>
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
