using Azure.Data.Tables;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Storage.Links;

/// <summary>Adds a past to the row of a link, in the columns that checks, rescues and captures would have written one by one.</summary>
internal static class LinkPastEntity
{
    /// <param name="row">The registration of the link.</param>
    /// <param name="mark">The mark of that registration.</param>
    /// <returns>The full pages of the history, which are separate rows.</returns>
    public static IReadOnlyList<TableEntity> AddTo(TableEntity row, LinkPast past, string mark)
    {
        Link link = past.Link;
        Link registered = new() { Site = link.Site, Id = link.Id, Path = link.Path };
        Merge(row, LinkEntity.ToChanges(registered, link, past.Checks[^1].VisitId));
        if (link.Rescue is { } rescue)
        {
            Merge(row, RescueColumns.ToEntity(link.Shard, link.Id, rescue));
        }

        if (link.Capture is { } capture)
        {
            Merge(row, CaptureColumns.ToEntity(link.Shard, link.Id, capture));
        }

        if (past.IsPublished)
        {
            Merge(row, LinkEntity.ToPublished(link.Shard, link.Id, mark));
        }

        return CheckColumns.Append(row, before: null, link.Id, count: 0, past.Checks.Select(one => new CheckEntry(one.Check, one.VisitId)));
    }

    private static void Merge(TableEntity row, TableEntity columns)
    {
        foreach ((string name, object value) in columns)
        {
            row[name] = value;
        }
    }
}
