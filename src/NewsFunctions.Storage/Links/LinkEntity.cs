using System.Text.Json;
using Azure.Data.Tables;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Converts the <c>L|</c> and <c>R|</c> rows of Links.</summary>
/// <remarks>Registration and state are columns of one row, written by merges that do not touch each other's columns.</remarks>
internal static class LinkEntity
{
    // The article has the whole title. Here it only serves to recognise a page.
    private const int MaxTitleLength = 1000;

    private const string ReferenceListKey = "ListKey";

    // As many as a row has room for.
    private const int MaxPathParts = 17;

    // Excludes what is written with every check, by which a repeated write recognises its own.
    private static readonly (string Column, Func<Link, object> Value)[] State =
    [
        ("State", link => link.State.ToString()),
        ("Verdict", link => Columns.ValueOf(link.Verdict?.ToString())),
        ("Strikes", link => link.Strikes),
        ("Checks", link => link.Checks),
        ("FirstStrike", link => Columns.ValueOf(link.FirstStrike)),
        ("LastStrike", link => Columns.ValueOf(link.LastStrike)),
        ("FirstChecked", link => Columns.ValueOf(link.FirstChecked)),
        ("FirstAlive", link => Columns.ValueOf(link.FirstAlive)),
        ("LastAlive", link => Columns.ValueOf(link.LastAlive)),
        ("AliveThrough", link => Columns.ValueOf(link.AliveThrough)),
        ("StateSince", link => Columns.ValueOf(link.StateSince)),
        ("NoEvidenceSince", link => Columns.ValueOf(link.NoEvidenceSince)),
        ("RecheckTicks", link => Columns.ValueOf(link.RecheckInterval?.Ticks)),
        ("NextDue", link => Columns.ValueOf(link.NextDue)),
        ("Fingerprint", link => Columns.ValueOf(
            link.Fingerprint is { } fingerprint ? JsonSerializer.Serialize(fingerprint, LinkRowsJson.Columns.Fingerprint) : null)),
        ("HostDead", link => Columns.ValueOf(link.HostDead?.Host)),
        ("HostDeadAt", link => Columns.ValueOf(link.HostDead?.At)),
        ("Location", link => Columns.ValueOf(link.Location is { Length: > Columns.MaxStringLength } url ? url[..Columns.MaxStringLength] : link.Location)),
        .. JudgementColumns.All,
    ];

    /// <summary>Names all columns except those of <see cref="CheckColumns"/>. Few readers need the history, which is ten times as large.</summary>
    public static IReadOnlyList<string> WithoutChecks { get; } =
    [
        "PartitionKey", "RowKey", "Timestamp", "Mark", "MarkTold", "LastDump", "Title", .. TitleColumns.Names, .. Columns.PartNames("Path", MaxPathParts),
        "VisitId", "LastChecked", .. State.Select(state => state.Column), CheckColumns.Count, .. RescueColumns.Names, .. OfferColumns.Names, .. CaptureColumns.Names,
    ];

    /// <summary>Names the columns for counting: state, lifetime, location and capture. The last column belongs to references.</summary>
    public static IReadOnlyList<string> StateColumns { get; } =
    [
        "PartitionKey", "RowKey", .. Columns.PartNames("Path", MaxPathParts), "State", "FirstChecked", "LastChecked", "FirstAlive", "LastAlive",
        "FirstStrike", "StateSince", "HostDead", "HostDeadAt", "Location", .. JudgementColumns.Names, .. RescueColumns.Names, .. CaptureColumns.Names, ReferenceListKey,
    ];

    /// <summary>Returns whether a column is written by checks, rescues and captures, not by the registration.</summary>
    public static bool IsStateOrHistory(string column) =>
        column is "VisitId" or "LastChecked" or CheckColumns.Count || State.Any(state => state.Column == column)
        || CheckColumns.Names.Contains(column) || RescueColumns.Names.Contains(column) || OfferColumns.Names.Contains(column) || CaptureColumns.Names.Contains(column);

    /// <summary>Builds an entity from what depends only on the link, its titles, and the dump that last mentioned it.</summary>
    /// <param name="titles">Titles, none empty. The last one is shown.</param>
    /// <param name="mark">Unique to this registration, so that whoever has published the link's death sees that it was mentioned since.</param>
    public static TableEntity ToRegistration(LinkId id, string site, string path, IReadOnlyList<string> titles, string dumpName, string mark)
    {
        TableEntity entity = new(TableKeys.LinkPartition(new LinkShard(site, id.Kind, id.Bucket)), TableKeys.LinkRow(id)) { ["Mark"] = mark };
        entity.SetLongText("Path", path);
        entity.SetText("LastDump", dumpName);
        if (titles is [.., var last])
        {
            entity.SetText("Title", last.Length > MaxTitleLength ? last[..MaxTitleLength] : last);
        }

        // Media are recognised by their bytes.
        if (id.Kind == LinkKind.Page)
        {
            TitleColumns.Write(entity, titles);
        }

        return entity;
    }

    public static TableEntity ToReference(LinkMention mention) => new(
        TableKeys.LinkPartition(new LinkShard(mention.Site, mention.Id.Kind, mention.Id.Bucket)),
        TableKeys.LinkReference(mention.Id, mention.MentionedBy))
    {
        [ReferenceListKey] = TableKeys.ArticleListRow(mention.PublishedAt, mention.MentionedBy),
        ["Place"] = mention.Place,
    };

    public static LinkReference FromReference(TableEntity row)
    {
        string[] key = TableKeys.Parts(row.RowKey);
        return new LinkReference(LinkId.Parse(key[1]), ArticleId.Parse(key[2])) { ListKey = row.GetString(ReferenceListKey), Place = row.GetInt32("Place") ?? 0 };
    }

    /// <summary>Builds an entity that records the mark up to which articles know of the link's death.</summary>
    public static TableEntity ToPublished(LinkShard shard, LinkId id, string mark) =>
        new(TableKeys.LinkPartition(shard), TableKeys.LinkRow(id)) { ["MarkTold"] = mark };

    /// <summary>Builds an entity with only the state.</summary>
    public static TableEntity ToState(Link link, string visitId) => ToChanges(before: null, link, visitId);

    /// <summary>Builds an entity without the state columns that the row already has, if it is the one that was read: a merge keeps them. Most
    /// checks change little, and each column costs the service more than its bytes.</summary>
    public static TableEntity ToChanges(Link? before, Link after, string visitId)
    {
        TableEntity entity = ToKey(after);
        entity["VisitId"] = visitId;
        entity.SetTime("LastChecked", after.LastChecked);
        AddChanges(entity, before, after);
        return entity;
    }

    /// <summary>Adds the columns of the state that differ, or all of them if the row's values are unknown.</summary>
    public static void AddChanges(TableEntity entity, Link? before, Link after)
    {
        foreach ((string column, Func<Link, object> value) in State)
        {
            object now = value(after);
            if (before is null || !now.Equals(value(before)))
            {
                entity[column] = now;
            }
        }
    }

    /// <summary>Builds an empty entity to merge into the row.</summary>
    public static TableEntity ToKey(Link link) => new(TableKeys.LinkPartition(link.Shard), TableKeys.LinkRow(link.Id));

    public static TableEntity ToDue(LinkId id, string site, DateTimeOffset nextDue)
    {
        TableEntity entity = new(TableKeys.LinkPartition(new LinkShard(site, id.Kind, id.Bucket)), TableKeys.LinkRow(id));
        entity.SetTime("NextDue", nextDue);
        return entity;
    }

    /// <summary>Returns the link that a row belongs to, whether the link's own row or a page of its history.</summary>
    public static LinkId IdOf(TableEntity row) => LinkId.Parse(TableKeys.Parts(row.RowKey)[1]);

    public static string? VisitId(TableEntity row) => row.GetString("VisitId");

    public static StoredLink FromEntity(TableEntity row) => new(ToLink(row), row.ETag.ToString())
    {
        Mark = row.GetString("Mark") ?? StoredLink.NoMark,
        PublishedMark = row.GetString("MarkTold"),
        HistoryCount = CheckColumns.CountOf(row),
    };

    private static Link ToLink(TableEntity row) => new()
    {
        Site = TableKeys.Parts(row.PartitionKey)[0],
        Id = IdOf(row),
        Path = row.LongText("Path") ?? "",
        Title = row.Text("Title"),
        OtherTitles = TitleColumns.ReadOthers(row),
        LastDump = row.Text("LastDump"),
        State = row.GetString("State") is { } state ? Enum.Parse<LinkState>(state) : LinkState.Unknown,
        Verdict = row.Text("Verdict") is { } verdict ? Enum.Parse<Verdict>(verdict) : null,
        Strikes = row.GetInt32("Strikes") ?? 0,
        Checks = row.GetInt32("Checks") ?? 0,
        FirstStrike = row.Time("FirstStrike"),
        LastStrike = row.Time("LastStrike"),
        FirstChecked = row.Time("FirstChecked"),
        LastChecked = row.Time("LastChecked"),
        FirstAlive = row.Time("FirstAlive"),
        LastAlive = row.Time("LastAlive"),
        AliveThrough = row.Text("AliveThrough"),
        StateSince = row.Time("StateSince"),
        NoEvidenceSince = row.Time("NoEvidenceSince"),
        RecheckInterval = row.Number("RecheckTicks") is { } ticks ? TimeSpan.FromTicks(ticks) : null,
        NextDue = row.Time("NextDue"),
        HostDead = row.Text("HostDead") is { } host && row.Time("HostDeadAt") is { } at ? new HostDeath(host, at) : null,
        Location = row.Text("Location"),
        Judgement = JudgementColumns.Read(row),
        Rescue = RescueColumns.Read(row),
        Offer = OfferColumns.Read(row),
        Capture = CaptureColumns.Read(row),
        Fingerprint = row.Text("Fingerprint") is { } json ? JsonSerializer.Deserialize(json, LinkRowsJson.Columns.Fingerprint) : null,
    };
}
