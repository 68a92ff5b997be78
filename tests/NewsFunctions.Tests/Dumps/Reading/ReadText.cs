using System.Text;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Sites;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Tests.Dumps.Reading;

/// <summary>Reads texts like the ingest does.</summary>
internal static class ReadText
{
    public static SiteProfiles Sites(Action<SitesOptions>? configure = null)
    {
        var options = new SitesOptions { DefaultSite = SitesOptions.BuiltInSite };
        configure?.Invoke(options);
        return new SiteProfiles(options);
    }

    public static DumpBlob Blob(string name = "dump.txt", params (string Key, string Value)[] metadata) => new()
    {
        Name = name,
        ETag = "1",
        LastModified = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Size = 0,
        Metadata = metadata.ToDictionary(m => m.Key, m => m.Value),
    };

    public static DumpRecord Record(byte[] bytes, string member = "", Uri? target = null) => new()
    {
        Member = member,
        Offset = 0,
        Length = bytes.Length,
        Bytes = bytes,
        Offsets = TextOffsets.From(0),
        TargetUri = target,
        Next = new DumpPosition { Offset = bytes.Length, InText = true },
    };

    public static ReadRecord Read(string text, DumpBlob? blob = null, SiteProfiles? sites = null) =>
        new ArticleReader(sites ?? Sites()).Read(blob ?? Blob(), Record(Encoding.UTF8.GetBytes(text)));
}
