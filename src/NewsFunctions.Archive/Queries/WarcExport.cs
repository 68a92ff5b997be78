using System.Text;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Warc;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Queries;

/// <summary>Exports captures and the evidence of checks as WARC 1.1: a warcinfo record, a resource record for each capture, a
/// metadata record for each check. The same archive gives the same file.</summary>
/// <remarks>Resource records, because we keep the payload: a response record would claim headers that we did not keep.
/// One shard's links are held at a time. Files go through a temporary file, so that a damaged one is found before it is written.</remarks>
public sealed class WarcExport(LinkShardStore shards, LinkStore links, CheckHistory history, CaptureStore captures)
{
    /// <param name="site">The site; null means all.</param>
    /// <param name="fileName">The name of the file, without folders.</param>
    public async Task<WarcExportResult> WriteAsync(
        Stream output, bool compress, string? site, string fileName, CancellationToken cancellationToken)
    {
        List<ShardStatus> all = await shards.ReadAllAsync(site, cancellationToken).ToListAsync(cancellationToken);
        var writer = new WarcWriter(output, compress);
        Guid warcinfo = await WriteInfoAsync(writer, site, fileName, all, cancellationToken);
        var result = new WarcExportResult();
        foreach (ShardStatus shard in all)
        {
            result = await WriteShardAsync(writer, shard.Shard, warcinfo, result, cancellationToken);
        }

        return result;
    }

    private static async Task<Guid> WriteInfoAsync(
        WarcWriter writer, string? site, string fileName, List<ShardStatus> shards, CancellationToken cancellationToken)
    {
        byte[] fields = Encoding.UTF8.GetBytes(
            "software: NewsFunctions/0.1\r\n"
            + "format: WARC File Format 1.1\r\n"
            + "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
            + $"description: copies of media and the evidence of link checks, {(site is null ? "all sites" : $"site {site}")}\r\n");

        // The time of the last visit, not of the export, which would make every file different.
        DateTimeOffset asOf = shards.Max(shard => shard.CountedAt) ?? DateTimeOffset.UnixEpoch;
        string digest = PayloadDigest.Of(fields);
        Guid id = WarcRecordId.Of("warcinfo", fileName, asOf.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture), digest);
        using var block = new MemoryStream(fields);
        await writer.WriteAsync(
            new WarcRecord
            {
                Type = "warcinfo",
                Id = id,
                Date = asOf,
                Filename = fileName,
                ContentType = "application/warc-fields",
                Length = fields.Length,
                BlockDigest = digest,
            },
            block,
            cancellationToken);
        return id;
    }

    private async Task<WarcExportResult> WriteShardAsync(
        WarcWriter writer, LinkShard shard, Guid warcinfo, WarcExportResult result, CancellationToken cancellationToken)
    {
        Dictionary<LinkId, Link> known = [];
        Dictionary<LinkId, Guid> copies = [];
        await foreach (IReadOnlyList<StoredLink> page in links.ReadShardAsync(shard, cancellationToken))
        {
            foreach (Link link in page.Select(stored => stored.Link))
            {
                known[link.Id] = link;
                if (link.Capture?.File is { } file)
                {
                    Guid? id = await TryWriteCopyAsync(writer, link, file, warcinfo, cancellationToken);
                    result = id is null ? result with { Damaged = [.. result.Damaged, file.Sha256] } : result with { Captures = result.Captures + 1 };
                    if (id is { } written)
                    {
                        copies[link.Id] = written;
                    }
                }
            }
        }

        await foreach (LinkCheck check in history.ReadAsync(shard, cancellationToken).Where(check => check.Judgement is null))
        {
            if (known.TryGetValue(check.Link, out Link? link))
            {
                Guid? copy = copies.TryGetValue(check.Link, out Guid id) ? id : null;
                await WriteCheckAsync(writer, link, check, copy, warcinfo, cancellationToken);
                result = result with { Checks = result.Checks + 1 };
            }
        }

        return result;
    }

    /// <returns>The record id; null if the file is gone, or does not match its name.</returns>
    private async Task<Guid?> TryWriteCopyAsync(
        WarcWriter writer, Link link, CapturedFile file, Guid warcinfo, CancellationToken cancellationToken)
    {
        await using StoredCapture? stored = await captures.OpenAsync(file.Sha256, cancellationToken);
        if (stored is null)
        {
            return null;
        }

        await using FileStream spool = TemporaryFile.Create();
        using FileHashes hashes = new();
        byte[] buffer = new byte[81_920];
        for (int read = await stored.Content.ReadAsync(buffer, cancellationToken); read > 0; read = await stored.Content.ReadAsync(buffer, cancellationToken))
        {
            hashes.Append(buffer.AsSpan(0, read));
            await spool.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        if (hashes.Sha256() != file.Sha256)
        {
            return null;
        }

        spool.Position = 0;
        string digest = hashes.Sha1();
        Guid id = WarcRecordId.Of("resource", link.Site, link.Id.Value, file.Sha256, Ticks(file.At), file.Url);
        await writer.WriteAsync(
            new WarcRecord
            {
                Type = "resource",
                Id = id,
                Date = file.At,
                TargetUri = TargetUri(file.Url),
                ContentType = CaptureTypes.IsKnown(file.Type) ? file.Type : "application/octet-stream",
                Length = spool.Length,
                BlockDigest = digest,
                PayloadDigest = digest,
                Warcinfo = warcinfo,
            },
            spool,
            cancellationToken);
        return id;
    }

    private static async Task WriteCheckAsync(
        WarcWriter writer, Link link, LinkCheck check, Guid? copy, Guid warcinfo, CancellationToken cancellationToken)
    {
        byte[] json = Json(link, check);
        string digest = PayloadDigest.Of(json);
        using var block = new MemoryStream(json);
        await writer.WriteAsync(
            new WarcRecord
            {
                Type = "metadata",
                Id = WarcRecordId.Of("metadata", link.Site, link.Id.Value, Ticks(check.CheckedAt), digest),
                Date = check.CheckedAt,
                TargetUri = check.Location is { } location ? TargetUri(location) : null,
                RefersTo = copy,
                ContentType = "application/json",
                Length = json.Length,
                BlockDigest = digest,
                Warcinfo = warcinfo,
            },
            block,
            cancellationToken);
    }

    /// <summary>Returns the link, and its check in the API's format.</summary>
    private static byte[] Json(Link link, LinkCheck check)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("site", link.Site);
            json.WriteString("linkId", link.Id.Value);
            json.WriteString("kind", LinkKinds.Name(link.Kind));
            json.WriteString("path", link.Path);
            json.WritePropertyName("check");
            JsonSerializer.Serialize(json, LinkCheckResponse.From(check), ApiJson.Web.LinkCheckResponse);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static string? TargetUri(string url) => HttpUrl.TryParse(url, out Uri? parsed) ? parsed.AbsoluteUri : null;

    private static string Ticks(DateTimeOffset at) => at.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Reports what an export wrote.</summary>
public sealed record WarcExportResult
{
    public long Captures { get; init; }

    public long Checks { get; init; }

    /// <summary>Lists hashes of captures that are not in the file, because they are gone or do not match their name.</summary>
    public IReadOnlyList<string> Damaged { get; init; } = [];
}
