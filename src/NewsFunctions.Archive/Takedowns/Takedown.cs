using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Takedowns;

namespace NewsFunctions.Archive.Takedowns;

/// <summary>Takes articles and dumps down for <c>DELETE</c> and <c>news remove</c>. A dry run reports what would be removed.</summary>
public sealed class Takedown(ArticleTakedown articles, DumpTakedown dumps)
{
    /// <summary>Limits the time that a call works before it reports that work is left. Azure ends calls after 230 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    /// <param name="mayRewrite">True to blank the article in dumps that have others, too.</param>
    /// <returns>The report; null if there is no such article and never was one that was taken down.</returns>
    public async Task<TakedownResponse?> RemoveArticleAsync(
        string site, ArticleId id, bool mayRewrite, bool isRehearsal, CancellationToken cancellationToken)
    {
        List<TakenDump> gone = [];
        List<TakenDump> rewritten = [];
        TakedownReport? report = await articles.RemoveArticleAsync(site, id, isRehearsal, RemoveBytesAsync, cancellationToken);
        return report is null ? null : TakedownResponse.From($"article {site}/{id}", isRehearsal, isDone: true, report, gone, rewritten);

        async Task RemoveBytesAsync(TakedownReport found)
        {
            foreach (IGrouping<string, StoredBytes>? places in found.BytesThatStay.ToLookup(place => place.DumpId).ToArray())
            {
                if (!DumpId.TryParse(places.Key, out DumpId dump))
                {
                    continue;
                }

                BytesFate fate = await dumps.RemoveBytesAsync(dump, [.. places], mayRewrite, isRehearsal, found, cancellationToken);
                if (fate != BytesFate.Stay)
                {
                    found.ForgetBytesOf(places.Key);
                }

                List<TakenDump>? list = fate switch { BytesFate.DumpGoes => gone, BytesFate.Rewritten => rewritten, _ => null };
                list?.Add(new TakenDump(places.Key, places.First().DumpName));
            }
        }
    }

    /// <returns>The report; null if there is no such dump.</returns>
    public async Task<TakedownResponse?> RemoveDumpAsync(DumpId id, bool isRehearsal, CancellationToken cancellationToken)
    {
        DumpTakedownResult? result = isRehearsal
            ? await dumps.RehearseAsync(id, Patience, cancellationToken)
            : await dumps.RemoveAsync(id, Patience, cancellationToken);
        return result is null
            ? null
            : TakedownResponse.From($"dump {id}", isRehearsal, result.IsDone, result.Report, [new TakenDump(id.ToString(), result.Name)], rewritten: []);
    }
}
