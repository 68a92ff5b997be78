using System.CommandLine;
using EmbeddedFunctions.LocalStorage;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.LinkChecks;
using NewsFunctions.Queries;
using NewsFunctions.Storage;

namespace NewsFunctions.Cli.Queries;

/// <summary>The archive, open for questions: the app's own services without its functions, and local storage while it is needed.</summary>
internal sealed class ArchiveSession : IAsyncDisposable
{
    private const string Connection = "ArchiveStorage";

    private readonly IHost _app;
    private readonly LocalStorageLease? _storage;

    private ArchiveSession(IHost app, LocalStorageLease? storage)
    {
        _app = app;
        _storage = storage;
    }

    public HostQueries Hosts => _app.Services.GetRequiredService<HostQueries>();

    public ArchiveQueries Queries => _app.Services.GetRequiredService<ArchiveQueries>();

    public Rejudging Rejudging => _app.Services.GetRequiredService<Rejudging>();

    public WarcExport Warc => _app.Services.GetRequiredService<WarcExport>();

    public static async Task<ArchiveSession> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string? data = parsed.GetValue(CommonOptions.Data);
        bool verbose = parsed.GetValue(CommonOptions.Verbose);
        FunctionsApplicationBuilder builder = App.CreateBuilder();
        builder.Logging.ToStandardError(verbose);
        LocalStorageLease? storage = null;
        if (IsLocal(builder.Configuration))
        {
            using ILoggerFactory logs = LoggerFactory.Create(logging => logging.ToStandardError(verbose));
            storage = await LocalStorageSupervisor.AcquireAsync(
                new LocalStorageOptions { DataFolder = data ?? ".data", JoinUsualPorts = data is null },
                logs.CreateLogger(typeof(LocalStorageSupervisor)),
                TimeProvider.System,
                cancellationToken);
            builder.Configuration[Connection] = storage.ConnectionString;
        }

        var session = new ArchiveSession(builder.Build(), storage);
        try
        {
            await session._app.Services.GetRequiredService<ArchiveSetup>().CreateAsync(cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _app.Dispose();
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
        }
    }

    private static bool IsLocal(ConfigurationManager configuration)
    {
        IConfigurationSection section = configuration.GetSection(Connection);
        return section.Value is { Length: > 0 } connection
            ? LocalStorageSupervisor.IsDevelopmentStorage(connection)
            : !section.GetChildren().Any();
    }
}
