using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Holds the query of <c>GET /api/articles</c>.</summary>
internal sealed record ArticleListRequest(ArticleFilter Filter, MediaQuery Media, SearchQuery? Search, int Limit, string? Continuation)
{
    public static bool TryRead(
        IQueryCollection query,
        [NotNullWhen(true)] out ArticleListRequest? list,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "site", "from", "to", "mediaState", "kind", "q", "limit", "continuation");
        var filter = new ArticleFilter { Site = reader.Site(), From = reader.Time("from"), To = reader.Time("to") };
        reader.Check(!(filter.From >= filter.To), "to", "'to' is exclusive and must be after 'from'.");
        var media = new MediaQuery(reader.Choice<WantedMedia>("mediaState", MediaQuery.Name), reader.Choice<LinkKind>("kind", LinkKinds.Name, kind => kind != LinkKind.Page));
        list = new ArticleListRequest(filter, media, reader.Search("q"), reader.Limit(), reader.Text("continuation"));
        problem = reader.Problem;
        return problem is null;
    }
}
