using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Converts the columns of an <c>L|</c> row that list the link's mementos. Nothing else writes them.</summary>
internal static class RescueColumns
{
    public static IReadOnlyList<string> Names { get; } = ["RescueResult", "RescueAt", "RescueNext", "MementoUrl", "MementoAt", "MementoDigest"];

    public static TableEntity ToEntity(LinkShard shard, LinkId link, LinkRescue rescue)
    {
        TableEntity entity = new(TableKeys.LinkPartition(shard), TableKeys.LinkRow(link)) { ["RescueResult"] = rescue.Outcome.ToString() };
        entity.SetTime("RescueAt", rescue.At);
        entity.SetTime("RescueNext", rescue.Next);
        entity.SetText("MementoUrl", rescue.Memento?.Url);
        entity.SetTime("MementoAt", rescue.Memento?.At);
        entity.SetText("MementoDigest", rescue.Memento?.Digest);
        return entity;
    }

    /// <summary>Reads the rescue; null if the link was never looked up.</summary>
    public static LinkRescue? Read(TableEntity row) => row.Text("RescueResult") is { } outcome
        ? new LinkRescue
        {
            Outcome = Enum.Parse<RescueOutcome>(outcome),
            At = row.Time("RescueAt") ?? default,
            Next = row.Time("RescueNext"),
            Memento = row.Text("MementoUrl") is { } url
                ? new Memento { Url = url, At = row.Time("MementoAt") ?? default, Digest = row.Text("MementoDigest") }
                : null,
        }
        : null;
}
