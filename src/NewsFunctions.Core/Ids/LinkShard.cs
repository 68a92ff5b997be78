namespace NewsFunctions.Core.Ids;

/// <summary>Identifies the links of one partition, the unit of scheduling. docs/storage.md, "Ids and keys", defines
/// <paramref name="Bucket"/>.</summary>
public readonly record struct LinkShard(string Site, LinkKind Kind, string Bucket)
{
    public override string ToString() => $"{Site}|{LinkKinds.Name(Kind)}|{Bucket}";
}
