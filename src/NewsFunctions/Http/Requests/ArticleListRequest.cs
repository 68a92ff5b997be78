using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Articles;
using NewsFunctions.Queries;
using NewsFunctions.Storage;

namespace NewsFunctions.Http.Requests;

/// <summary>The query of <c>GET /api/articles</c>.</summary>
internal sealed record ArticleListRequest(ArticleFilter Filter, MediaState? MediaState, int Limit, string? Continuation)
{
    public static bool TryRead(
        IQueryCollection query,
        [NotNullWhen(true)] out ArticleListRequest? list,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "site", "from", "to", "mediaState", "limit", "continuation");
        var filter = new ArticleFilter { Site = reader.Site(), From = reader.Time("from"), To = reader.Time("to") };
        reader.Check(!(filter.From >= filter.To), "to", "'to' is exclusive and must be after 'from'.");
        MediaState? mediaState = reader.Choice<MediaState>("mediaState", MediaStates.Name);
        list = new ArticleListRequest(filter, mediaState, reader.Limit(), reader.Text("continuation"));
        problem = reader.Problem;
        return problem is null;
    }
}
