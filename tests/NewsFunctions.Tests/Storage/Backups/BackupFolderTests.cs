using NewsFunctions.Storage.Backups;

namespace NewsFunctions.Tests.Storage.Backups;

public sealed class BackupFolderTests
{
    [Theory]
    [InlineData("news/800501.txt", "-800501.txt")]
    [InlineData("a", "-a")]
    [InlineData("con/.", "-")]
    [InlineData("خبر.txt", "-___.txt")]
    [InlineData("x/a:b*c?.gz", "-a_b_c_.gz")]
    public void Blob_has_a_file_name_valid_on_every_system(string name, string end)
    {
        string file = BackupFolder.BlobFile(Blob(name));

        Assert.Matches("^blobs/dumps/[0-9a-f]{2}/[0-9a-f]{16}-[A-Za-z0-9._-]*$", file);
        Assert.EndsWith(end, file, StringComparison.Ordinal);
    }

    [Fact]
    public void Similar_names_have_separate_files()
    {
        string[] names = ["a/b.txt", "a_b.txt", "A/B.txt", "a/b.txt/c", new string('x', 1_000) + "1", new string('x', 1_000) + "2"];

        Assert.Equal(names.Length, names.Select(name => BackupFolder.BlobFile(Blob(name)).ToUpperInvariant()).Distinct().Count());
    }

    [Fact]
    public void Sidecar_is_recognised_by_its_name()
    {
        BackupBlob blob = Blob("notes.json");

        Assert.True(BackupFolder.IsSidecar(BackupFolder.BlobSidecar(blob)));
        Assert.False(BackupFolder.IsSidecar(BackupFolder.BlobFile(blob)));
        Assert.False(BackupFolder.IsSidecar(BackupFolder.TablePart("Links", 1)));
    }

    private static BackupBlob Blob(string name) => new()
    {
        Container = "dumps",
        Name = name,
        Bytes = 1,
        ContentType = "text/plain",
        ETag = "1",
        UploadedAt = DateTimeOffset.UnixEpoch,
        Metadata = new Dictionary<string, string>(),
    };
}
