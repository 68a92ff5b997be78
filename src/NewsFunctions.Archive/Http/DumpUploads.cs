using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Sites;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Archive.Http;

/// <summary>Handles uploads over HTTP: the body goes into the container of uploads, where the ingest finds it.</summary>
public sealed class DumpUploads(DumpBlobs blobs, DumpQueries dumps, SiteProfiles sites, ArticleReader reader, DefaultSiteGuard guard)
{
    /// <summary>Limits a body to 90 MB. The Functions host itself stops at 100.</summary>
    public const long MaxBytes = 90 * 1024 * 1024;

    private const string Advice = "Use 'news upload', which sends larger files to blob storage in blocks.";

    public async Task<IResult> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!UploadRequest.TryRead(request, out UploadRequest? upload, out Problem? problem))
        {
            return Answers.Problem(problem);
        }

        if (request.ContentLength > MaxBytes)
        {
            return Answers.Problem(TooLarge());
        }

        if (await FindSiteProblemAsync(upload, cancellationToken) is { } siteProblem)
        {
            return Answers.Problem(siteProblem);
        }

        // Kestrel's own limit is 30 MB. One byte more than ours lets the copy detect a body without a length.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes + 1;
        }

        using var body = new BoundedBody(request.Body, MaxBytes);
        try
        {
            UploadResult result = await blobs.UploadAsync(upload.Name, body, upload.Metadata, UploadMode.CreateOnly, cancellationToken);
            return await AnswerAsync(result, cancellationToken);
        }
        catch (BodyTooLargeException)
        {
            return Answers.Problem(TooLarge());
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Answers.Problem(TooLarge());
        }
    }

    private async Task<Problem?> FindSiteProblemAsync(UploadRequest upload, CancellationToken cancellationToken)
    {
        string names = string.Join(", ", sites.All.Select(site => site.Name));
        if (upload.Site is { } site)
        {
            return sites.IsConfigured(site)
                ? null
                : Problems.InvalidRequest("site", $"There is no site '{site}'. The sites are {names}; the setting Sites:{site}:MediaUrls:0 adds one.");
        }

        return !reader.NamesSite(upload.Name, upload.Metadata) && await guard.FindOtherSitesAsync(cancellationToken) is { Count: > 0 } others
            ? Problems.InvalidRequest("site", $"{DefaultSiteGuard.Explain(others)} Or name the dump's site here: {names}.")
            : null;
    }

    private static Problem TooLarge() => Problems.BodyTooLarge(MaxBytes, Advice);

    private async Task<IResult> AnswerAsync(UploadResult result, CancellationToken cancellationToken)
    {
        string location = $"/api/dumps/{result.Dump.Id}";
        return result.Outcome == UploadOutcome.Conflict
            ? Answers.Problem(Problems.DumpExists(result.Dump.Name, location))
            : Answers.Accepted(await dumps.GetAsync(result.Dump, cancellationToken), ApiJson.Web.DumpResponse, location);
    }
}
