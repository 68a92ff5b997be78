using System.Diagnostics;
using System.Globalization;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Benchmarks.Wet;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Benchmarks.Exports;

/// <summary>Exports a long history and reports the peak memory. The storage responses are generated, because writing a
/// million checks would take hours; the export, the stores and the table client are the real ones.</summary>
internal static class ExportRun
{
    private const int MegabytesAllowed = 200;

    /// <param name="checks">The approximate number of checks; it is rounded to whole shards of 50,000.</param>
    public static async Task<int> RunAsync(int checks, string format)
    {
        int shards = Math.Max(1, checks / (InventedHistory.LinksOfShard * InventedHistory.ChecksOfLink));
        await using ServiceProvider services = Services(shards);
        Export export = services.GetRequiredService<ArchiveExports>().Open(
            new ExportQuery { What = ExportWhat.Checks }, format == "csv" ? ExportFormat.Csv : ExportFormat.Ndjson, bom: true);
        await using var output = new CountingStream();
        var watch = Stopwatch.StartNew();
        long rows = await export.WriteAsync(output, CancellationToken.None);
        double seconds = watch.Elapsed.TotalSeconds;
        long peak = WetRun.PeakMegabytes();
        long expected = (long)shards * InventedHistory.LinksOfShard * InventedHistory.ChecksOfLink;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows} checks as {format}: {output.Length >> 20} MB in {seconds:F1} s, {services.GetRequiredService<OperationCounter>().Tables} table operations, peak {peak} MB (target below {MegabytesAllowed})"));
        return rows == expected && peak < MegabytesAllowed ? 0 : 1;
    }

    private static ServiceProvider Services(int shards)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ArchiveStorage", "UseDevelopmentStorage=true")])
            .Build();
        return new ServiceCollection()
            .AddSingleton(configuration)
            .AddLogging()
            .AddArchive(configuration)
            .AddSingleton(provider => new ArchiveClients(
                ArchiveConnection.From(configuration),
                provider.GetRequiredService<OperationCounter>(),
                options => options.Transport = new HttpClientTransport(new InventedHistory(shards))))
            .BuildServiceProvider();
    }

    /// <summary>Counts the bytes written and discards them.</summary>
    private sealed class CountingStream : Stream
    {
        private long _length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position
        {
            get => _length;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => _length += count;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _length += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
