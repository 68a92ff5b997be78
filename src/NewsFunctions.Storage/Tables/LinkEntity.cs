using System.Text.Json;
using Azure.Data.Tables;
using NewsFunctions.Links;

namespace NewsFunctions.Storage;

/// <summary>The <c>L|</c> and <c>R|</c> rows of Links.</summary>
/// <remarks>Registration and state are columns of one row, written by merges that do not touch each other's columns.</remarks>
internal static class LinkEntity
{
    // The article has the whole title; here it only serves to recognise a page.
    private const int LongestTitle = 1000;

    /// <summary>What depends only on the link, its title, and the dump that last mentioned it.</summary>
    public static TableEntity ToRegistration(LinkId id, string site, string path, string? title, string dumpName)
    {
        TableEntity entity = new(TableKeys.LinkPartition(new LinkShard(site, id.Kind, id.Bucket)), TableKeys.LinkRow(id));
        entity.SetLongText("Path", path);
        entity.SetText("LastDump", dumpName);
        if (title is { Length: > 0 })
        {
            entity.SetText("Title", title.Length > LongestTitle ? title[..LongestTitle] : title);
        }

        return entity;
    }

    public static TableEntity ToReference(LinkMention mention) => new(
        TableKeys.LinkPartition(new LinkShard(mention.Site, mention.Id.Kind, mention.Id.Bucket)),
        TableKeys.LinkReference(mention.Id, mention.MentionedBy));

    /// <summary>The state alone.</summary>
    public static TableEntity ToState(Link link, string visitId)
    {
        TableEntity entity = new(TableKeys.LinkPartition(link.Shard), TableKeys.LinkRow(link.Id))
        {
            ["State"] = link.State.ToString(),
            ["Strikes"] = link.Strikes,
            ["Checks"] = link.Checks,
            ["VisitId"] = visitId,
        };
        entity.SetText("Verdict", link.Verdict?.ToString());
        entity.SetTime("LastStrike", link.LastStrike);
        entity.SetTime("FirstChecked", link.FirstChecked);
        entity.SetTime("LastChecked", link.LastChecked);
        entity.SetTime("LastAlive", link.LastAlive);
        entity.SetText("AliveThrough", link.AliveThrough);
        entity.SetTime("StateSince", link.StateSince);
        entity.SetTime("NoEvidenceSince", link.NoEvidenceSince);
        entity.SetNumber("RecheckTicks", link.RecheckInterval?.Ticks);
        entity.SetTime("NextDue", link.NextDue);
        entity.SetText("Fingerprint", link.Fingerprint is { } fingerprint ? JsonSerializer.Serialize(fingerprint, StorageJson.Columns.Fingerprint) : null);
        entity.SetText("Location", link.Location is { Length: > Columns.LongestString } url ? url[..Columns.LongestString] : link.Location);
        return entity;
    }

    public static TableEntity ToDue(LinkId id, string site, DateTimeOffset nextDue)
    {
        TableEntity entity = new(TableKeys.LinkPartition(new LinkShard(site, id.Kind, id.Bucket)), TableKeys.LinkRow(id));
        entity.SetTime("NextDue", nextDue);
        return entity;
    }

    public static string? VisitId(TableEntity row) => row.GetString("VisitId");

    public static StoredLink FromEntity(TableEntity row) => new(ToLink(row), row.ETag.ToString());

    private static Link ToLink(TableEntity row) => new()
    {
        Site = TableKeys.Parts(row.PartitionKey)[0],
        Id = LinkId.Parse(TableKeys.Parts(row.RowKey)[1]),
        Path = row.LongText("Path") ?? "",
        Title = row.Text("Title"),
        LastDump = row.Text("LastDump"),
        State = row.GetString("State") is { } state ? Enum.Parse<LinkState>(state) : LinkState.Unknown,
        Verdict = row.Text("Verdict") is { } verdict ? Enum.Parse<Verdict>(verdict) : null,
        Strikes = row.GetInt32("Strikes") ?? 0,
        Checks = row.GetInt32("Checks") ?? 0,
        LastStrike = row.Time("LastStrike"),
        FirstChecked = row.Time("FirstChecked"),
        LastChecked = row.Time("LastChecked"),
        LastAlive = row.Time("LastAlive"),
        AliveThrough = row.Text("AliveThrough"),
        StateSince = row.Time("StateSince"),
        NoEvidenceSince = row.Time("NoEvidenceSince"),
        RecheckInterval = row.Number("RecheckTicks") is { } ticks ? TimeSpan.FromTicks(ticks) : null,
        NextDue = row.Time("NextDue"),
        Location = row.Text("Location"),
        Fingerprint = row.Text("Fingerprint") is { } json ? JsonSerializer.Deserialize(json, StorageJson.Columns.Fingerprint) : null,
    };
}
