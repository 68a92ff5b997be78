using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace NewsFunctions.Archive.Warc;

/// <summary>Writes WARC 1.1 records in sequence, optionally each into its own gzip member. Holds no record in memory.</summary>
public sealed class WarcWriter(Stream output, bool compress)
{
    private static readonly byte[] End = "\r\n\r\n"u8.ToArray();

    /// <param name="block">The block, with exactly the record's number of bytes.</param>
    /// <exception cref="InvalidDataException">The block has more or fewer bytes. The file is no longer valid WARC.</exception>
    public async Task WriteAsync(WarcRecord record, Stream block, CancellationToken cancellationToken)
    {
        if (!compress)
        {
            await WriteAsync(output, record, block, cancellationToken);
            return;
        }

        // The header of a member has no time and no name, so the same input gives the same bytes.
        await using var member = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
        await WriteAsync(member, record, block, cancellationToken);
    }

    private static async Task WriteAsync(Stream to, WarcRecord record, Stream block, CancellationToken cancellationToken)
    {
        await to.WriteAsync(Head(record), cancellationToken);
        byte[] buffer = new byte[81_920];
        long left = record.Length;
        for (int read = await block.ReadAsync(buffer, cancellationToken); read > 0; read = await block.ReadAsync(buffer, cancellationToken))
        {
            left -= read;
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        if (left != 0)
        {
            throw new InvalidDataException($"The block of record {record.Id} has {-left} bytes more than it should.");
        }

        await to.WriteAsync(End, cancellationToken);
    }

    private static byte[] Head(WarcRecord record)
    {
        var head = new StringBuilder("WARC/1.1\r\n");
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                // Untrusted text must not begin a new line.
                head.Append(name).Append(": ").Append(value.ReplaceLineEndings(" ")).Append("\r\n");
            }
        }

        Add("WARC-Type", record.Type);
        Add("WARC-Record-ID", Urn(record.Id));
        Add("WARC-Date", record.Date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Add("WARC-Warcinfo-ID", Urn(record.Warcinfo));
        Add("WARC-Filename", record.Filename);
        Add("WARC-Target-URI", record.TargetUri);
        Add("WARC-Refers-To", Urn(record.RefersTo));
        Add("WARC-Block-Digest", $"sha1:{record.BlockDigest}");
        Add("WARC-Payload-Digest", record.PayloadDigest is { } digest ? $"sha1:{digest}" : null);
        Add("Content-Type", record.ContentType);
        Add("Content-Length", record.Length.ToString(CultureInfo.InvariantCulture));
        return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
    }

    private static string? Urn(Guid? id) => id is { } one ? $"<urn:uuid:{one:D}>" : null;
}
