using Azure.Data.Tables;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Converts the columns of an <c>L|</c> row that describe our capture of the link. Nothing else writes them.</summary>
internal static class CaptureColumns
{
    public static IReadOnlyList<string> Names { get; } =
        ["CaptureTriedAt", "CaptureSha256", "CaptureSha1", "CapturedAt", "CaptureBytes", "CaptureType", "CaptureUrl"];

    /// <summary>Builds an entity for a merge. A failure keeps what an earlier attempt stored.</summary>
    public static TableEntity ToEntity(LinkShard shard, LinkId link, LinkCapture capture)
    {
        TableEntity entity = new(TableKeys.LinkPartition(shard), TableKeys.LinkRow(link));
        entity.SetTime("CaptureTriedAt", capture.TriedAt);
        if (capture.File is { } file)
        {
            entity["CaptureSha256"] = file.Sha256;
            entity["CaptureSha1"] = file.Sha1;
            entity.SetTime("CapturedAt", file.At);
            entity["CaptureBytes"] = file.Bytes;
            entity["CaptureType"] = file.Type;
            entity.SetText("CaptureUrl", file.Url);
        }

        return entity;
    }

    /// <summary>Reads the capture; null if none was ever tried.</summary>
    public static LinkCapture? Read(TableEntity row) => row.Time("CaptureTriedAt") is { } triedAt
        ? new LinkCapture
        {
            TriedAt = triedAt,
            File = row.Text("CaptureSha256") is { } sha256
                ? new CapturedFile
                {
                    Sha256 = sha256,
                    Sha1 = row.Text("CaptureSha1") ?? "",
                    At = row.Time("CapturedAt") ?? triedAt,
                    Bytes = row.Number("CaptureBytes") ?? 0,
                    Type = row.Text("CaptureType") ?? "",
                    Url = row.Text("CaptureUrl") ?? "",
                }
                : null,
        }
        : null;
}
