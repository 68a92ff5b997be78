using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NewsFunctions.Archive.Exports;

/// <summary>Writes rows as NDJSON: one JSON object a line, in UTF-8.</summary>
internal static class NdjsonRows
{
    private const int BufferSize = 64 * 1024;

    /// <returns>The number of rows written.</returns>
    public static async Task<long> WriteAsync<TRow>(
        IAsyncEnumerable<TRow> rows, JsonTypeInfo<TRow> type, Stream output, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * BufferSize);
        await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = type.Options.Encoder });
        long count = 0;
        await foreach (TRow row in rows.WithCancellation(cancellationToken))
        {
            JsonSerializer.Serialize(json, row, type);
            await json.FlushAsync(cancellationToken);
            json.Reset();
            buffer.Write("\n"u8);
            count++;
            if (buffer.WrittenCount >= BufferSize)
            {
                await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
                buffer.ResetWrittenCount();
            }
        }

        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
        return count;
    }
}
