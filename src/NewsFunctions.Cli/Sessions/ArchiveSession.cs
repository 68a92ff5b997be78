using System.CommandLine;
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Archive.Judgements;
using NewsFunctions.Archive.Operations;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Archive.Reports;
using NewsFunctions.Archive.Survival;
using NewsFunctions.Archive.Takedowns;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Backups;
using NewsFunctions.Storage.Composition;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Search;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.Cli.Sessions;

/// <summary>Opens the archive for questions: its services without its functions, and local storage while it is needed.</summary>
internal sealed class ArchiveSession : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly LocalStorageLease? _storage;

    private ArchiveSession(ServiceProvider services, LocalStorageLease? storage)
    {
        _services = services;
        _storage = storage;
    }

    /// <summary>Is true if the storage is on this machine, started by us or by whoever serves the archive.</summary>
    public bool IsLocalStorage => _storage is not null;

    public IServiceProvider Services => _services;

    public ArticleStore Articles => _services.GetRequiredService<ArticleStore>();

    public ArchiveBackups Copies => _services.GetRequiredService<ArchiveBackups>();

    public ArchiveExports Exports => _services.GetRequiredService<ArchiveExports>();

    public HostOverrides HostOverrides => _services.GetRequiredService<HostOverrides>();

    public HostQueries Hosts => _services.GetRequiredService<HostQueries>();

    public ArchiveQueries Queries => _services.GetRequiredService<ArchiveQueries>();

    public LinkJudgements Judgements => _services.GetRequiredService<LinkJudgements>();

    public QueueDepths Queues => _services.GetRequiredService<QueueDepths>();

    public DumpRetries Retries => _services.GetRequiredService<DumpRetries>();

    public Rejudging Rejudging => _services.GetRequiredService<Rejudging>();

    public Takedown Takedown => _services.GetRequiredService<Takedown>();

    public ArchiveReports Reports => _services.GetRequiredService<ArchiveReports>();

    public SurvivalQueries Survival => _services.GetRequiredService<SurvivalQueries>();

    public DumpBlobs Uploads => _services.GetRequiredService<DumpBlobs>();

    public WarcExport Warc => _services.GetRequiredService<WarcExport>();

    public WordRows Words => _services.GetRequiredService<WordRows>();

    /// <summary>Opens the archive for a command that changes it; creates what is missing of it.</summary>
    /// <param name="mayBegin">True if the command may begin an archive if there is none.</param>
    public static Task<ArchiveSession> OpenAsync(ParseResult parsed, CancellationToken cancellationToken, bool mayBegin = false) =>
        OpenAsync(parsed, writes: true, mayBegin, cancellationToken);

    /// <summary>Opens the archive for a command that creates nothing: what is missing of it is empty.</summary>
    public static Task<ArchiveSession> OpenForReadingAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        OpenAsync(parsed, writes: false, mayBegin: false, cancellationToken);

    /// <param name="storage">The lease, which ends with the session; null if the storage is somebody else's.</param>
    internal static ArchiveSession ForReading(ArchiveSettings settings, bool verbose, LocalStorageLease? storage = null) =>
        new(FunctionApp.Services(settings, verbose, services => services.ReadMissingAsEmpty()), storage);

    private static async Task<ArchiveSession> OpenAsync(ParseResult parsed, bool writes, bool mayBegin, CancellationToken cancellationToken)
    {
        string? data = parsed.GetValue(CommonOptions.Data);
        bool verbose = parsed.GetValue(CommonOptions.Verbose);
        ArchiveSettings settings = FunctionApp.Settings();
        LocalStorageLease? storage = null;
        if (IsLocal(settings.Configuration.GetSection(ArchiveNames.Connection)))
        {
            if (!mayBegin)
            {
                await ThrowIfNoArchiveAsync(data, cancellationToken);
            }

            using ILoggerFactory logs = LoggerFactory.Create(logging => logging.ToStandardError(verbose));
            storage = await LocalStorageSupervisor.AcquireAsync(
                LocalStorage(data) with { AddressLevel = LogLevel.Debug },
                logs.CreateLogger(typeof(LocalStorageSupervisor)),
                TimeProvider.System,
                cancellationToken);
            settings.Set(ArchiveNames.Connection, storage.ConnectionString);
        }

        ArchiveSession session = writes ? new ArchiveSession(FunctionApp.Services(settings, verbose), storage) : ForReading(settings, verbose, storage);
        try
        {
            await (writes ? session._services.GetRequiredService<ArchiveSetup>().CreateAsync(cancellationToken) : Task.CompletedTask);
            await UnknownSiteException.ThrowIfUnknownAsync(QueryOptions.SiteOf(parsed), session._services, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="UnknownSiteException">The site is neither configured nor in the archive.</exception>
    public Task ThrowIfUnknownAsync(string site, CancellationToken cancellationToken) =>
        UnknownSiteException.ThrowIfUnknownAsync(site, _services, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
        }
    }

    /// <summary>Returns the storage that is used if the setting names none.</summary>
    /// <param name="data">The value of <c>--data</c>.</param>
    public static LocalStorageOptions LocalStorage(string? data) => new() { DataFolder = data ?? Installation.UsualData, JoinUsualPorts = data is null };

    public static bool IsLocal(IConfigurationSection setting) => setting.Value is { Length: > 0 } connection
        ? LocalStorageSupervisor.IsDevelopmentStorage(connection)
        : !setting.GetChildren().Any();

    /// <summary>Throws if there is no archive: a question must not create an archive and then call it empty.</summary>
    private static async Task ThrowIfNoArchiveAsync(string? data, CancellationToken cancellationToken)
    {
        LocalStorageOptions options = LocalStorage(data);
        string folder = Path.GetFullPath(options.DataFolder);

        // The names of all files of the storage contain its name: its key, its tables, its blobs.
        bool hasArchive = Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*azurite*").Any();
        if (!hasArchive && await LocalStorageSupervisor.FindAsync(options, TimeProvider.System, cancellationToken) is null)
        {
            throw new IOException(data is null
                ? $"there is no archive in {folder}. news run makes one; --data DIR names another folder"
                : $"there is no archive in {folder}. news run --data {data} makes one");
        }
    }
}
