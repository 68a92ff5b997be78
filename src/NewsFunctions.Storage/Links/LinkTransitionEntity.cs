using Azure.Data.Tables;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Converts an <c>E|</c> row of Links: a pending transition. Its key has the time of the check, so a later transition does not
/// replace it while it is pending, and deleting it deletes no other.</summary>
internal static class LinkTransitionEntity
{
    private const int MaxTextLength = 2000;

    /// <summary>Names the columns that a link does not have.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["What", "Reason"];

    public static TableEntity ToEntity(LinkShard shard, LinkTransition transition)
    {
        TableEntity entity = ToKey(shard, transition);
        entity["What"] = string.Join('|', transition.What.Select(EventWhats.Name));
        entity.SetText("Verdict", transition.Verdict?.ToString());
        entity.SetText("Reason", transition.Reason is { Length: > MaxTextLength } reason ? reason[..MaxTextLength] : transition.Reason);
        return entity;
    }

    public static TableEntity ToKey(LinkShard shard, LinkTransition transition) =>
        new(TableKeys.LinkPartition(shard), TableKeys.LinkTransition(transition.Link, transition.At));

    public static LinkTransition FromEntity(TableEntity row)
    {
        string[] key = TableKeys.Parts(row.RowKey);
        return new LinkTransition(
            LinkId.Parse(key[1]),
            TableKeys.FromInvertedTicks(key[2]),
            [.. TableKeys.Parts(row.GetString("What")).Select(EventWhats.FromName).OfType<EventWhat>()],
            row.Text("Verdict") is { } verdict ? Enum.Parse<Verdict>(verdict) : null,
            row.Text("Reason") ?? "");
    }
}
