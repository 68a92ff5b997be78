using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Reports;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Holds the query of <c>GET /api/report</c>.</summary>
internal sealed record ReportRequest(ReportQuery Query)
{
    public static bool TryRead(
        IQueryCollection query,
        [NotNullWhen(true)] out ReportRequest? request,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "site", "date");
        request = new ReportRequest(new ReportQuery(reader.Site(), reader.Time("date") is { } date ? DateOnly.FromDateTime(date.UtcDateTime) : null));
        problem = reader.Problem;
        return problem is null;
    }
}
