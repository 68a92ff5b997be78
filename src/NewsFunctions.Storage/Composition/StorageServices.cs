using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Backups;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Search;
using NewsFunctions.Storage.Setup;
using NewsFunctions.Storage.Summaries;
using NewsFunctions.Storage.Takedowns;

namespace NewsFunctions.Storage.Composition;

public static class StorageServices
{
    /// <summary>Registers the stores of the archive as singletons. <c>IConfiguration</c> is read when the first of them is resolved,
    /// so that a wrong setting fails on use, and not in a container that only parses.</summary>
    /// <remarks>Resolving throws <see cref="Microsoft.Extensions.Options.OptionsValidationException"/> for an unusable setting.
    /// It names the key and the legal forms.</remarks>
    public static IServiceCollection AddArchiveStorage(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddSingleton<OperationCounter>();
        services.AddSingleton(provider => new ArchiveClients(
            ArchiveConnection.From(provider.GetRequiredService<IConfiguration>()),
            provider.GetRequiredService<OperationCounter>()));
        services.AddSingleton<ConflictRetry>();
        services.AddSingleton(provider => new ArchiveSetup(Clients(provider), provider.GetRequiredService<WordRows>()));
        services.AddSingleton(provider => Clients(provider).Saves);
        services.AddSingleton(provider => new DumpBlobs(Clients(provider)));
        services.AddSingleton(provider => new IngestLinks(Clients(provider)));
        services.AddSingleton(provider => new DumpLedger(Clients(provider)));
        services.AddSingleton(provider => new ArticleStore(Clients(provider), Retry(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new WordSearch(Clients(provider)));
        services.AddSingleton(provider => new WordRows(Clients(provider), Retry(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new LinkShardStore(Clients(provider), Retry(provider)));
        services.AddSingleton(provider => new HostStore(Clients(provider)));
        services.AddSingleton(provider => new LinkStore(
            Clients(provider),
            Retry(provider),
            provider.GetRequiredService<LinkShardStore>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Microsoft.Extensions.Logging.ILogger<LinkStore>>()));
        services.AddSingleton(provider => new ArticleRemoval(
            Clients(provider), provider.GetRequiredService<LinkStore>(), provider.GetRequiredService<LinkShardStore>()));
        services.AddSingleton(provider => new ArticleTakedown(
            Clients(provider),
            provider.GetRequiredService<LinkStore>(),
            provider.GetRequiredService<LinkShardStore>(),
            Retry(provider),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new DumpTakedown(
            Clients(provider),
            provider.GetRequiredService<DumpLedger>(),
            provider.GetRequiredService<DumpBlobs>(),
            provider.GetRequiredService<IngestLinks>(),
            provider.GetRequiredService<ArticleTakedown>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new WebhookQueue(Clients(provider)));
        services.AddSingleton(provider => new EventStore(Clients(provider), HasWebhook(provider) ? provider.GetRequiredService<WebhookQueue>() : null));
        services.AddSingleton(provider => new LinkCheckQueue(Clients(provider)));
        services.AddSingleton(provider => new IngestQueue(Clients(provider)));
        services.AddSingleton(provider => new RescueQueue(Clients(provider)));
        services.AddSingleton(provider => new RescueStore(Clients(provider)));
        services.AddSingleton(provider => new JudgementStore(Clients(provider), Retry(provider)));
        services.AddSingleton(provider => new CheckHistory(Clients(provider)));
        services.AddSingleton(provider => new LinkReferences(Clients(provider)));
        services.AddSingleton(provider => new ListedArticles(Clients(provider)));
        services.AddSingleton(provider => new CaptureQueue(Clients(provider)));
        services.AddSingleton(provider => new CaptureStore(Clients(provider)));
        services.AddSingleton(provider => new WebArchiveStore(Clients(provider)));
        services.AddSingleton(provider => new OfferStore(Clients(provider)));
        services.AddSingleton(provider => new SummaryStore(Clients(provider)));
        services.AddSingleton(provider => new SessionKeyStore(Clients(provider)));
        services.AddSingleton(provider => new QueueDepths(Clients(provider)));
        services.AddSingleton(provider => new HeldMessages(Clients(provider)));
        services.AddSingleton(provider => new ArchiveBackups(Clients(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new MeasurementStore(Clients(provider)));
        services.AddSingleton(provider => new LifeTableStore(Clients(provider)));
        return services;
    }

    /// <summary>Makes the stores read a missing archive as an empty one. For read-only programs: a write to a missing table fails.</summary>
    public static IServiceCollection ReadMissingAsEmpty(this IServiceCollection services) => services.AddSingleton(provider => new ArchiveClients(
        ArchiveConnection.From(provider.GetRequiredService<IConfiguration>()),
        provider.GetRequiredService<OperationCounter>(),
        options =>
        {
            if (options is TableClientOptions or BlobClientOptions)
            {
                options.AddPolicy(
                    options is TableClientOptions ? MissingIsEmptyPolicy.OfTables() : MissingIsEmptyPolicy.OfContainers(), HttpPipelinePosition.PerCall);
            }
        }));

    // The app configures what is posted and how. This only decides whether events are sent on.
    private static bool HasWebhook(IServiceProvider provider) => provider.GetRequiredService<IConfiguration>()["Webhook:Url"] is { Length: > 0 };

    private static ArchiveClients Clients(IServiceProvider provider) => provider.GetRequiredService<ArchiveClients>();

    private static ConflictRetry Retry(IServiceProvider provider) => provider.GetRequiredService<ConflictRetry>();
}
