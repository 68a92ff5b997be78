using NewsFunctions.Core.Diagnostics;

namespace NewsFunctions.Dumps.Pages;

/// <summary>Holds the result of converting a page.</summary>
internal sealed record PageTextResult
{
    /// <summary>The text of one article in UTF-8, with lines as in a text dump. It is empty if there is a <see cref="Refusal"/>.</summary>
    public required ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>The reason why there is no text: information if the page is not an article, an error if it could not be read.</summary>
    public DumpDiagnostic? Refusal { get; init; }

    /// <summary>The page's declared publication time. It is null if the text has a dateline, or if there is none.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Says whether the page is an article even if its text has neither a dateline nor a related block.</summary>
    public bool IsArticle { get; init; }

    public IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; } = [];

    public static PageTextResult Refused(DumpDiagnostic why, IReadOnlyList<DumpDiagnostic> diagnostics) =>
        new() { Text = default, Refusal = why, Diagnostics = diagnostics };
}
