using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Access;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Reports;

namespace NewsFunctions.Archive.Http;

/// <summary>Handles <c>GET /api/report</c>.</summary>
public sealed class ReportCalls(ArchiveReports reports, RunningPlace place)
{
    /// <param name="cancellationToken">Cancelled when the function must end.</param>
    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!ReportRequest.TryRead(request.Query, out ReportRequest? asked, out Problem? problem))
        {
            return Answers.Problem(problem);
        }

        ReportResult result = await reports.OpenAsync(asked.Query, OriginOf(request), cancellationToken);
        return result.Report is { } report ? new ReportAnswer(report, cancellationToken)
            : Answers.Problem(result.Problem is { } wrong ? Problems.InvalidRequest("date", wrong) : Problems.NoSummary());
    }

    /// <summary>Returns the address that the caller used. On Azure, the platform ends TLS before the worker, which sees http.</summary>
    private Uri? OriginOf(HttpRequest request) =>
        Uri.TryCreate($"{(place.IsAzure ? Uri.UriSchemeHttps : request.Scheme)}://{request.Host}", UriKind.Absolute, out Uri? origin) ? origin : null;
}
