using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>Holds the result of parsing one text.</summary>
public sealed record ParsedDump
{
    public required IReadOnlyList<ParsedArticle> Articles { get; init; }

    /// <summary>The defects of the dump as a whole. Those of an article are in the article.</summary>
    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }

    /// <summary>Says whether nothing could be read as an article; <see cref="Diagnostics"/> gives the reason.</summary>
    public bool Rejected => Articles.Count == 0;

    public required long Bytes { get; init; }

    /// <summary>Returns the dump with offsets and lengths converted to those of the member that contains the text.</summary>
    internal ParsedDump InMember(TextOffsets offsets)
    {
        if (offsets.IsIdentity)
        {
            return this;
        }

        var articles = new ParsedArticle[Articles.Count];
        for (int i = 0; i < articles.Length; i++)
        {
            articles[i] = Articles[i].InMember(offsets);
        }

        return this with { Articles = articles, Diagnostics = DumpDiagnostic.InMember(Diagnostics, offsets) };
    }
}
