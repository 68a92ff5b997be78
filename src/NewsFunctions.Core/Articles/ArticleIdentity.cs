using NewsFunctions.Dumps;
using NewsFunctions.Sites;

namespace NewsFunctions.Articles;

internal static class ArticleIdentity
{
    public static IReadOnlyList<ReadArticle> Identify(DumpBlob blob, DumpRecord record, IReadOnlyList<ParsedArticle> parsed, SiteProfiles sites) =>
        throw new NotImplementedException();
}
