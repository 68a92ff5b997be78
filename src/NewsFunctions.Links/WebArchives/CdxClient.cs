using System.Globalization;
using System.Net;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Queries a CDX server for all mementos of one URL, or of all URLs of a directory.</summary>
internal sealed class CdxClient(WebArchiveRequests requests, RescueOptions options)
{
    // `collapse` is not used: it compares neighbours, even of different URLs, so it would hide mementos of one URL behind those of another.
    private const string Wanted = "&output=json&filter=statuscode%3A20%5B036%5D&fl=timestamp,original,statuscode,digest&showResumeKey=true";

    /// <param name="urls">One URL, or URLs in <paramref name="directory"/>.</param>
    /// <param name="directory">The value of <see cref="WebArchiveUrl.DirectoryOf"/>; null to query exactly the one URL.</param>
    /// <param name="wanted">The wanted time for each URL.</param>
    /// <returns>An answer for each URL.</returns>
    public async Task<IReadOnlyDictionary<string, WebArchiveAnswer>> FindAsync(
        IReadOnlyCollection<string> urls,
        string? directory,
        Func<string, DateTimeOffset?> wanted,
        RescueSession session,
        CancellationToken cancellationToken)
    {
        ILookup<string, string> urlsByKey = urls.Distinct().ToLookup(url => WebArchiveUrl.KeyOf(url) ?? "");
        Dictionary<string, CdxRow> best = [];
        WebArchiveAnswer others = await ReadAllAsync(directory ?? urls.Single(), directory is not null, row =>
        {
            if (MementoChoice.IsUsable(row.Status) && WebArchiveUrl.KeyOf(row.Original) is { } key)
            {
                foreach (string url in urlsByKey[key])
                {
                    if (MementoChoice.IsBetter(row.At, best.GetValueOrDefault(url)?.At, wanted(url)))
                    {
                        best[url] = row;
                    }
                }
            }
        }, session, cancellationToken);

        // If the list continues another time, the nearest memento may still come. If it broke off, the rows read so far are used.
        return urls.Distinct().ToDictionary(
            url => url,
            url => others.PostponedUntil is null && best.TryGetValue(url, out CdxRow? row) ? WebArchiveAnswer.Found(MementoOf(row)) : others);
    }

    /// <returns>The answer for URLs without a row.</returns>
    private async Task<WebArchiveAnswer> ReadAllAsync(
        string url, bool isPrefix, Action<CdxRow> take, RescueSession session, CancellationToken cancellationToken)
    {
        string query = $"{options.CdxUrl}?url={Uri.EscapeDataString(url)}&matchType={(isPrefix ? "prefix" : "exact")}{Wanted}"
            + string.Create(CultureInfo.InvariantCulture, $"&limit={options.CdxRows}");
        string? resumeKey = null;
        for (int page = 0; page < options.CdxPages; page++)
        {
            // The key is already URL-encoded, but other servers may not encode it.
            var next = new Uri(resumeKey is null ? query : $"{query}&resumeKey={Uri.EscapeDataString(WebUtility.UrlDecode(resumeKey))}");
            WebArchiveReply reply = await requests.GetAsync(next, session.Cdx, session.Deadline, null, readBody: true, cancellationToken);
            if (reply.Status != 200)
            {
                return reply.Unusable("The CDX server");
            }

            if (CdxPage.Read(reply.Body) is not { } rows)
            {
                return WebArchiveAnswer.NoAnswer("The CDX server returned nothing, or undocumented JSON.");
            }

            foreach (CdxRow row in rows.Rows)
            {
                take(row);
            }

            if (rows.ResumeKey is null)
            {
                return WebArchiveAnswer.NotArchived("The CDX server lists no memento.");
            }

            if (rows.ResumeKey == resumeKey)
            {
                return WebArchiveAnswer.NoAnswer("The CDX server returned a resume key that does not continue the list.");
            }

            resumeKey = rows.ResumeKey;
        }

        return WebArchiveAnswer.NoAnswer($"The CDX server lists more mementos than fit in {options.CdxPages} pages.");
    }

    private Memento MementoOf(CdxRow row) => new()
    {
        Url = $"{options.ReplayUrl}{row.Timestamp}/{row.Original}",
        At = row.At,
        Digest = row.Digest,
    };
}
