using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.IntegrationTests.Summaries;

/// <summary>Holds all rows of an archive and the services that answer questions about it.</summary>
internal sealed class AskedArchive
{
    private readonly IServiceProvider _services;

    private AskedArchive(IServiceProvider services) => _services = services;

    public required IReadOnlyList<Link> Links { get; init; }

    /// <summary>Gets the articles as listed.</summary>
    public required IReadOnlyList<ArticleSummary> Articles { get; init; }

    public required IReadOnlyList<ArchiveEvent> Events { get; init; }

    public required IReadOnlyList<DumpEntry> Dumps { get; init; }

    public IEnumerable<string> Sites => Articles.Select(article => article.Site).Distinct();

    public ILookup<(string Site, LinkId Id), LinkState> States => field ??= Links.ToLookup(link => (link.Site, link.Id), link => link.State);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AskedArchive> ReadAsync(IServiceProvider services)
    {
        LinkStore links = services.GetRequiredService<LinkStore>();
        EventStore events = services.GetRequiredService<EventStore>();
        return new AskedArchive(services)
        {
            Links = await AllAsync(async (continuation, token) =>
                await links.ListAsync(new LinkFilter(), 1000, continuation, token) is var page ? (page.Items, page.Continuation) : default),
            Articles = await services.GetRequiredService<ArticleStore>().ReadAsync(new ArticleFilter(), Token).ToListAsync(Token),
            Events = await AllAsync(async (continuation, token) =>
                await events.ListAsync(new EventFilter(), 1000, continuation, token) is var page ? (page.Items, page.Continuation) : default),
            Dumps = await services.GetRequiredService<DumpLedger>().ReadAllAsync(Token).ToListAsync(Token),
        };
    }

    /// <summary>Reads all pages of an answer.</summary>
    public static async Task<IReadOnlyList<T>> AllAsync<T>(
        Func<string?, CancellationToken, Task<(IReadOnlyList<T> Items, string? Continuation)>> ask)
    {
        List<T> all = [];
        string? continuation = null;
        do
        {
            (IReadOnlyList<T> items, continuation) = await ask(continuation, Token);
            all.AddRange(items);
        }
        while (continuation is not null);

        return all;
    }

    /// <summary>Reads all pages of an API answer.</summary>
    public static Task<IReadOnlyList<T>> AllAsync<T>(Func<string?, CancellationToken, Task<PageResponse<T>>> ask) =>
        AllAsync(async (continuation, token) => await ask(continuation, token) is var page ? (page.Items, page.Continuation) : default);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Gets the lost media of an article.</summary>
    public IEnumerable<LinkId> LostMedia(ArticleSummary article, LinkKind? kind) => article.Media!.Distinct().Where(id =>
        (kind is null || id.Kind == kind) && States[(article.Site, id)].Single() is LinkState.Dead or LinkState.Suspect);

    public IEnumerable<string> HostsOf(Link link) => Get<SiteProfiles>().Locations(link).Select(HostName.TryOf).OfType<string>().Distinct();
}
