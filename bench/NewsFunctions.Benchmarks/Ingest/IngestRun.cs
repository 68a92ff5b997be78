using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NewsFunctions.Benchmarks.Api;
using NewsFunctions.Benchmarks.Load;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Search;
using NewsFunctions.Storage.Setup;

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
        (double own, IReadOnlyList<(string Table, TableEntity Row)> rows) = await OverAsync(storage => ServeAsync(news, storage, dumps, warmUp));
        double upload = await OverAsync(async storage => await RawStorage.UploadAsync((await ClientsAsync(storage)).DumpBlobs, dumps));
        double raw = await OverAsync(async storage => await RawStorage.WriteAsync(await ClientsAsync(storage), rows));
        double smaller = await OverAsync(async storage => await RawStorage.WriteAsync(
            await ClientsAsync(storage), [.. rows.Where(one => !one.Row.RowKey.StartsWith("R|", StringComparison.Ordinal))]));
        double loader = await OverAsync(storage => LoadAsync(modules, storage, dumps));
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"ours {own:F1} s, uploads {upload:F1} s, transactions {raw:F1} s, loader {loader:F1} s, {rows.Count} rows"));
        return new Turn(own, upload, raw, smaller, loader, rows.Count);
    }

    /// <summary>Uploads to a served archive that has ingested the warm-up, and waits for the last row of the ledger.</summary>
    private static async Task<(double Seconds, IReadOnlyList<(string Table, TableEntity Row)> Rows)> ServeAsync(
        string news, string storage, IReadOnlyList<(string Name, byte[] Content)> dumps, IReadOnlyList<(string Name, byte[] Content)> warmUp)
    {
        string data = Directory.CreateTempSubdirectory("news-bench-ingest-").FullName;
        ArchiveClients clients = await ClientsAsync(storage);
        ProcessStartInfo start = new(news, ["serve", "--data", data]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["ArchiveStorage"] = storage;
        start.Environment["DefaultSite"] = "bench";
        start.Environment["Sites__bench__TimeZone"] = "Etc/UTC";
        using Process served = Process.Start(start)!;
        Task<string> errors = served.StandardError.ReadToEndAsync();
        Task<string> output = served.StandardOutput.ReadToEndAsync();
        try
        {
            await RawStorage.UploadAsync(clients.DumpBlobs, warmUp);
            await EndedAsync(clients, warmUp.Count, served, errors);
            DateTimeOffset begun = TimeProvider.System.GetUtcNow();
            await RawStorage.UploadAsync(clients.DumpBlobs, dumps);
            DateTimeOffset last = await EndedAsync(clients, warmUp.Count + dumps.Count, served, errors);
            IReadOnlyList<(string Table, TableEntity Row)> rows = await RawStorage.ReadAsync(clients);
            return ((last - begun).TotalSeconds, rows);
        }
        finally
        {
            if (!served.HasExited)
            {
                using var ended = Process.Start("kill", [served.Id.ToString(CultureInfo.InvariantCulture)]);
                await served.WaitForExitAsync();
            }

            await Task.WhenAll(errors, output);
            Directory.Delete(data, recursive: true);
        }
    }

    /// <returns>When the last of so many dumps was ingested.</returns>
    private static async Task<DateTimeOffset> EndedAsync(ArchiveClients clients, int count, Process served, Task<string> errors)
    {
        while (true)
        {
            List<TableEntity> rows = await clients.Dumps.QueryAsync<TableEntity>(select: ["Status", "FinishedAt"]).ToListAsync();
            if (rows.Count(row => row.GetString("Status") == "Ingested") == count)
            {
                return rows.Max(row => row.Time("FinishedAt"))!.Value;
            }

            if (served.HasExited)
            {
                throw new InvalidOperationException($"news serve ended with exit code {served.ExitCode}. {await errors}");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
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

    private static async Task<T> OverAsync<T>(Func<string, Task<T>> measure)
    {
        string folder = Directory.CreateTempSubdirectory("news-bench-azurite-").FullName;
        try
        {
            var options = new LocalStorageOptions { DataFolder = folder, InMemory = true, JoinUsualPorts = false };
            await using LocalStorageLease storage = await LocalStorageSupervisor.AcquireAsync(options, NullLogger.Instance, TimeProvider.System, default);
            return await measure(storage.ConnectionString);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ArchiveClients> ClientsAsync(string storage)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ArchiveStorage", storage)]).Build();
        var clients = new ArchiveClients(ArchiveConnection.From(configuration), new OperationCounter());
        var words = new WordRows(clients, new ConflictRetry(TimeProvider.System), TimeProvider.System);
        await new ArchiveSetup(clients, words).CreateAsync(CancellationToken.None);
        return clients;
    }

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Turn(double OwnSeconds, double UploadSeconds, double RawSeconds, double SmallerSeconds, double LoaderSeconds, int Rows);
}
