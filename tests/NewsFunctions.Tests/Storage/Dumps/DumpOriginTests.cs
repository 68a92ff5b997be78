using Azure;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Tests.Storage.Dumps;

public sealed class DumpOriginTests
{
    private static readonly DateTimeOffset UploadedAt = new(2026, 3, 1, 12, 30, 15, TimeSpan.Zero);
    private static readonly DateTimeOffset RestoredAt = UploadedAt.AddYears(1);
    private static readonly ETag RestoredETag = new("\"0x8DRESTORED\"");

    [Fact]
    public void Restored_dump_keeps_id_time_and_metadata()
    {
        DumpBlob first = DumpBlobs.Dump("a.txt", new ETag("\"0x8DFIRST\""), UploadedAt, 5, [new("site", "example")]);

        DumpBlob restored = DumpBlobs.Dump("a.txt", RestoredETag, RestoredAt, 5, Metadata(first));

        Assert.Equal((first.Id, first.LastModified, "0x8DFIRST"), (restored.Id, restored.LastModified, restored.ETag));
        Assert.Equal("0x8DRESTORED", restored.StoredETag);
        Assert.Equal(first.Metadata, restored.Metadata);
    }

    [Fact]
    public void Dump_that_was_never_restored_has_one_etag()
    {
        DumpBlob dump = DumpBlobs.Dump("a.txt", RestoredETag, RestoredAt, 5, metadata: null);

        Assert.Equal((dump.StoredETag, RestoredAt), (dump.ETag, dump.LastModified));
    }

    [Theory]
    [InlineData("newsoriginetag")]
    [InlineData("NewsOriginUploadedAt")]
    public void Incomplete_origin_is_ignored(string removed)
    {
        DumpBlob first = DumpBlobs.Dump("a.txt", new ETag("\"0x8DFIRST\""), UploadedAt, 5, metadata: null);
        Dictionary<string, string> metadata = Metadata(first);
        Assert.True(metadata.Remove(removed));

        DumpBlob dump = DumpBlobs.Dump("a.txt", RestoredETag, RestoredAt, 5, metadata);

        Assert.Equal(("0x8DRESTORED", RestoredAt), (dump.ETag, dump.LastModified));
        Assert.Empty(dump.Metadata);
    }

    private static Dictionary<string, string> Metadata(DumpBlob dump)
    {
        Dictionary<string, string> metadata = new(dump.Metadata, StringComparer.OrdinalIgnoreCase);
        new DumpOrigin(dump.ETag, dump.LastModified).AddTo(metadata);
        return metadata;
    }
}
