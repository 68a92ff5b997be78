using System.Globalization;
using Azure.Data.Tables;
using NewsFunctions.Benchmarks.Api;
using NewsFunctions.Benchmarks.Load;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Benchmarks.Ingest;

/// <summary>Ingests many small dumps by a served archive, beside the obvious loader, and beside raw uploads and raw transactions of the same
/// rows. Each has an Azurite of its own in memory; they take turns.</summary>
internal static class IngestRun
{
    private const int WarmUp = 200;
    private const double RawShare = 0.7;

    /// <param name="news">The program that serves the archive.</param>
    /// <param name="modules">A folder in which npm installed <c>@azure/data-tables</c>.</param>
    /// <returns>0 where every target is met.</returns>
    public static async Task<int> RunAsync(string news, string modules, int dumps, int rounds)
    {
        bool isMet = true;
        (string Name, Func<int, string, int, IEnumerable<(string, byte[])>> Make)[] kinds =
            [("twelve months in order of time", MonthlyDumps.InOrder), ("scattered over nine years", MonthlyDumps.Scattered)];
        foreach ((string name, Func<int, string, int, IEnumerable<(string, byte[])>> make) in kinds)
        {
            List<Turn> turns = [];

            // The rows include those of the warm-up.
            double part = dumps / (double)(dumps + WarmUp);
            for (int round = 0; round < rounds; round++)
            {
                turns.Add(await TurnAsync(news, modules, [.. make(dumps, "d", WarmUp)], [.. make(WarmUp, "w", 0)]));
            }

            Console.WriteLine($"\n{dumps} dumps, {name}; {turns[0].Rows / (double)(dumps + WarmUp):F1} rows a dump; median of {rounds} rounds (least to most)\n");
            Console.WriteLine("| what | dumps a second |\n|---|---|");
            Line($"| uploads alone, 32 at once | {Spread.Of(turns.Select(turn => dumps / turn.UploadSeconds)):F0} |");
            Line($"| the same rows in full transactions | {Spread.Of(turns.Select(turn => dumps / (part * turn.RawSeconds))):F0} |");
            Line($"| those without references, a smaller layout | {Spread.Of(turns.Select(turn => dumps / (part * turn.SmallerSeconds))):F0} |");
            Line($"| the obvious loader: no uploads, 13 rows a dump | {Spread.Of(turns.Select(turn => dumps / turn.LoaderSeconds)):F0} |");
            Line($"| ours, from the first upload to the last ledger row | {Spread.Of(turns.Select(turn => dumps / turn.OwnSeconds)):F0} |");
            var raw = Spread.Of(turns.Select(turn => part * turn.RawSeconds / turn.OwnSeconds));
            var loader = Spread.Of(turns.Select(turn => turn.LoaderSeconds / turn.OwnSeconds));
            Line($"| ours to full transactions (target 0.7) | {raw:F2} |");
            Line($"| ours to full transactions and uploads together | {Spread.Of(turns.Select(turn => ((part * turn.RawSeconds) + turn.UploadSeconds) / turn.OwnSeconds)):F2} |");
            Line($"| ours to the loader (target 1) | {loader:F2} |");
            isMet &= raw.Median >= RawShare && loader.Median >= 1;
        }

        Console.WriteLine(isMet ? "\nAll targets are met." : "\nNot all targets are met.");
        return isMet ? 0 : 1;
    }

    private static async Task<Turn> TurnAsync(
        string news, string modules, IReadOnlyList<(string Name, byte[] Content)> dumps, IReadOnlyList<(string Name, byte[] Content)> warmUp)
    {
        (double own, IReadOnlyList<(string Table, TableEntity Row)> rows) = await FreshStorage.OverAsync(storage => ServeAsync(news, storage, dumps, warmUp));
        double upload = await FreshStorage.OverAsync(async storage => await RawStorage.UploadAsync((await FreshStorage.ClientsAsync(storage)).DumpBlobs, dumps));
        double raw = await FreshStorage.OverAsync(async storage => await RawStorage.WriteAsync(await FreshStorage.ClientsAsync(storage), rows));
        double smaller = await FreshStorage.OverAsync(async storage => await RawStorage.WriteAsync(
            await FreshStorage.ClientsAsync(storage), [.. rows.Where(one => !one.Row.RowKey.StartsWith("R|", StringComparison.Ordinal))]));
        double loader = await FreshStorage.OverAsync(storage => LoadAsync(modules, storage, dumps));
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"ours {own:F1} s, uploads {upload:F1} s, transactions {raw:F1} s, loader {loader:F1} s, {rows.Count} rows"));
        return new Turn(own, upload, raw, smaller, loader, rows.Count);
    }

    /// <summary>Uploads to a served archive that has ingested the warm-up, and waits for the last row of the ledger.</summary>
    private static async Task<(double Seconds, IReadOnlyList<(string Table, TableEntity Row)> Rows)> ServeAsync(
        string news, string storage, IReadOnlyList<(string Name, byte[] Content)> dumps, IReadOnlyList<(string Name, byte[] Content)> warmUp)
    {
        ArchiveClients clients = await FreshStorage.ClientsAsync(storage);
        await using var served = ServedNews.Start(news, storage, [("DefaultSite", "bench"), ("Sites__bench__TimeZone", "Etc/UTC")]);
        await RawStorage.UploadAsync(clients.DumpBlobs, warmUp);
        await served.IngestedAsync(clients, warmUp.Count);
        DateTimeOffset begun = TimeProvider.System.GetUtcNow();
        await RawStorage.UploadAsync(clients.DumpBlobs, dumps);
        DateTimeOffset last = await served.IngestedAsync(clients, warmUp.Count + dumps.Count);
        return ((last - begun).TotalSeconds, await RawStorage.ReadAsync(clients));
    }

    private static async Task<double> LoadAsync(string modules, string storage, IReadOnlyList<(string Name, byte[] Content)> dumps)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("news-bench-loader-");
        try
        {
            foreach ((string name, byte[] content) in dumps)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), content);
            }

            string script = Path.Combine(Dumps.BenchmarkDump.Folder(), "peers", "load.mjs");
            MeteredRun run = await MeteredRun.RunAsync("node", [script, modules, storage, folder.FullName]);
            return double.Parse(run.Output, CultureInfo.InvariantCulture);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Turn(double OwnSeconds, double UploadSeconds, double RawSeconds, double SmallerSeconds, double LoaderSeconds, int Rows);
}
