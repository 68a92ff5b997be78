namespace NewsFunctions.Core.Ids;

/// <summary>The unit of scheduling: the links of one partition. <paramref name="Bucket"/> as docs/storage.md, "Ids and keys", defines it.</summary>
public readonly record struct LinkShard(string Site, LinkKind Kind, string Bucket)
{
    public override string ToString() => $"{Site}|{LinkKinds.Name(Kind)}|{Bucket}";
}
