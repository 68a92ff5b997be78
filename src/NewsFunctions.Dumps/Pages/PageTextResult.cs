using NewsFunctions.Core.Diagnostics;

namespace NewsFunctions.Dumps.Pages;

/// <summary>What a page gave.</summary>
internal sealed record PageTextResult
{
    /// <summary>UTF-8, a line each as in a text dump, of one article; empty where <see cref="Refusal"/> says why.</summary>
    public required ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>Why there is no text: information where the page is no article, an error where it could not be read.</summary>
    public DumpDiagnostic? Refusal { get; init; }

    /// <summary>When the page says that it was published; null where a dateline in the text says so, or nothing does.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The page is an article, though its text need have neither dateline nor related block.</summary>
    public bool IsArticle { get; init; }

    public IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; } = [];

    public static PageTextResult Refused(DumpDiagnostic why, IReadOnlyList<DumpDiagnostic> diagnostics) =>
        new() { Text = default, Refusal = why, Diagnostics = diagnostics };
}
