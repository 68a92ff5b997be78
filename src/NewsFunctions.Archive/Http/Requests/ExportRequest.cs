using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Holds the query of <c>GET /api/export/...</c>: the filters of the export and, for CSV, <c>bom</c>.</summary>
internal sealed record ExportRequest(ExportQuery Query, bool Bom)
{
    public static bool TryRead(
        IQueryCollection query,
        ExportWhat what,
        ExportFormat format,
        [NotNullWhen(true)] out ExportRequest? export,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, [.. ExportQuery.FiltersOf(what), .. format == ExportFormat.Csv ? ["bom"] : Array.Empty<string>()]);
        var rows = new ExportQuery
        {
            What = what,
            Site = reader.Site(),
            Kind = reader.Choice<LinkKind>("kind", LinkKinds.Name, kind => what != ExportWhat.Articles || kind != LinkKind.Page),
            State = reader.Choice<LinkState>("state", state => state.ToString(), state => what != ExportWhat.Fixes || ExportQuery.IsLost(state)),
            Verdict = reader.Choice<Verdict>("verdict", verdict => verdict.ToString()),
            Host = reader.Text("host"),
            From = reader.Time("from"),
            To = reader.Time("to"),
            Born = reader.Year("born"),
            CheckedFrom = reader.Time("checkedFrom"),
            CheckedTo = reader.Time("checkedTo"),
            MediaState = reader.Choice<WantedMedia>("mediaState", MediaQuery.Name),
        };
        reader.Check(!(rows.From >= rows.To), "to", "'to' is exclusive and must be after 'from'.");
        reader.Check(!(rows.CheckedFrom >= rows.CheckedTo), "checkedTo", "'checkedTo' is exclusive and must be after 'checkedFrom'.");
        reader.Check(
            rows.Host is null || HostQuery.TryParse(rows.Host, out _),
            "host",
            HostQuery.Rule);
        export = new ExportRequest(rows, reader.Flag("bom", fallback: true));
        problem = reader.Problem;
        return problem is null;
    }
}
