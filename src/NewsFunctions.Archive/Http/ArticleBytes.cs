using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Archive.Http;

/// <summary>Finds the bytes of an article in its dump.</summary>
public sealed class ArticleBytes(ArticleStore articles, ArchiveQueries archive, DumpBlobs blobs)
{
    // Limits the requests for an article in thousands of dumps that are all gone.
    private const int MaxDumpsAsked = 10;

    /// <summary>Finds the newest place of a version whose dump is unchanged.</summary>
    public async Task<OpenedBytes> OpenAsync(ArticleBytesRequest request, CancellationToken cancellationToken)
    {
        (string site, ArticleId id, string? version, DumpId? dump) = request;
        if (await articles.GetAsync(site, id, version, cancellationToken) is not { } stored)
        {
            return new OpenedBytes(await archive.ExplainMissingAsync(site, id, version, cancellationToken));
        }

        Provenance[] places =
        [
            .. stored.Provenance
                .Where(place => dump is null || place.DumpId == dump.ToString())
                .OrderByDescending(place => place.CrawledAt ?? place.UploadedAt)
                .DistinctBy(place => place.DumpId)
                .Take(MaxDumpsAsked),
        ];
        if (places.Length == 0)
        {
            return new OpenedBytes(Problems.NotFound(
                $"The dump '{dump}' does not have version '{stored.Article.ContentHash}' of the article '{id}'; its provenance lists those that have it."));
        }

        foreach (Provenance place in places)
        {
            if (await TryOpenAsync(stored.Article, place, cancellationToken) is { } found)
            {
                return new OpenedBytes(found);
            }
        }

        return new OpenedBytes(Problems.Gone(
            $"The dump '{places[0].DumpName}', from which the article was read, was deleted or overwritten since. What was read of it is still at GET /api/articles/{site}/{id}."));
    }

    private async Task<FoundBytes?> TryOpenAsync(Article article, Provenance place, CancellationToken cancellationToken)
    {
        if (await blobs.FindAsync(place.DumpName, cancellationToken) is not { } blob || blob.Id.ToString() != place.DumpId)
        {
            return null;
        }

        Stream? dump = null;
        Stream? content = null;
        try
        {
            dump = await blobs.OpenAsync(blob, cancellationToken);
            content = await MemberBytes.OpenAsync(dump, place, cancellationToken);
            return content is null ? null : new FoundBytes(article, place, content, dump);
        }
        catch (DumpReplacedException)
        {
            return null;
        }
        finally
        {
            if (content is null && dump is not null)
            {
                await dump.DisposeAsync();
            }
        }
    }
}

/// <summary>Holds either the bytes or the reason why there are none.</summary>
public sealed class OpenedBytes
{
    public OpenedBytes(FoundBytes found) => Found = found;

    public OpenedBytes(Problem problem) => Problem = problem;

    public FoundBytes? Found { get; }

    public Problem? Problem { get; }
}

/// <param name="Content">The content from the first byte of the place on. It may continue after the last.</param>
/// <param name="Dump">The stream from which the content is read.</param>
public sealed record FoundBytes(Article Article, Provenance Place, Stream Content, Stream Dump) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        await Dump.DisposeAsync();
    }
}
