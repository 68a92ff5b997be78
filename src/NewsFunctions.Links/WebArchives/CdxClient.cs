using System.Globalization;
using System.Net;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>A CDX server: all captures of one URL, or of all URLs of a directory in one query.</summary>
internal sealed class CdxClient(WebArchiveRequests requests, RescueOptions options)
{
    // No `collapse`: it compares neighbours, also of different URLs, so it would hide captures of one URL behind those of another.
    private const string Wanted = "&output=json&filter=statuscode%3A20%5B036%5D&fl=timestamp,original,statuscode,digest&showResumeKey=true";

    /// <param name="urls">One URL, or URLs that lie in <paramref name="directory"/>.</param>
    /// <param name="directory">What <see cref="WebArchiveUrl.DirectoryOf"/> says; null: exactly the one URL.</param>
    /// <param name="wanted">The time that each URL is wanted of.</param>
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

        // Of a list that goes on another time the nearest capture may be still to come; of one that broke off what is there has to do.
        return urls.Distinct().ToDictionary(
            url => url,
            url => others.PostponedUntil is null && best.TryGetValue(url, out CdxRow? row) ? WebArchiveAnswer.Found(MementoOf(row)) : others);
    }

    /// <returns>What is true of URLs of which no row came.</returns>
    private async Task<WebArchiveAnswer> ReadAllAsync(
        string url, bool isPrefix, Action<CdxRow> take, RescueSession session, CancellationToken cancellationToken)
    {
        string query = $"{options.CdxUrl}?url={Uri.EscapeDataString(url)}&matchType={(isPrefix ? "prefix" : "exact")}{Wanted}"
            + string.Create(CultureInfo.InvariantCulture, $"&limit={options.CdxRows}");
        string? resumeKey = null;
        for (int page = 0; page < options.CdxPages; page++)
        {
            // The key comes encoded for a URL, and other servers than the first may not do so.
            var next = new Uri(resumeKey is null ? query : $"{query}&resumeKey={Uri.EscapeDataString(WebUtility.UrlDecode(resumeKey))}");
            WebArchiveReply reply = await requests.GetAsync(next, session.Cdx, session.Deadline, null, readBody: true, cancellationToken);
            if (reply.Status != 200)
            {
                return reply.Unusable("The CDX server");
            }

            if (CdxPage.Read(reply.Body) is not { } rows)
            {
                return WebArchiveAnswer.NoAnswer("The CDX server answered with nothing, or with other than the JSON that it documents.");
            }

            foreach (CdxRow row in rows.Rows)
            {
                take(row);
            }

            if (rows.ResumeKey is null)
            {
                return WebArchiveAnswer.NotArchived("The CDX server lists no capture.");
            }

            if (rows.ResumeKey == resumeKey)
            {
                return WebArchiveAnswer.NoAnswer("The CDX server gives a resume key that does not lead on.");
            }

            resumeKey = rows.ResumeKey;
        }

        return WebArchiveAnswer.NoAnswer($"The CDX server lists more captures than {options.CdxPages} pages hold.");
    }

    private Memento MementoOf(CdxRow row) => new()
    {
        Url = $"{options.ReplayUrl}{row.Timestamp}/{row.Original}",
        At = row.At,
        Digest = row.Digest,
    };
}
