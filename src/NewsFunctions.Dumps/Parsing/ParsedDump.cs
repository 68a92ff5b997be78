using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>What the parser sees in one text.</summary>
public sealed record ParsedDump
{
    public required IReadOnlyList<ParsedArticle> Articles { get; init; }

    /// <summary>Defects of the dump as a whole; those of an article stay with the article.</summary>
    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }

    /// <summary>Nothing in it could be read as an article; <see cref="Diagnostics"/> says why.</summary>
    public bool Rejected => Articles.Count == 0;

    public required long Bytes { get; init; }

    /// <summary>The same with all offsets and the articles' lengths counted in the member that the text is part of.</summary>
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
