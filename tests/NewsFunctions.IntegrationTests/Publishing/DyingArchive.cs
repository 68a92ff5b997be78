using System.Net;
using Azure.Data.Tables;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Events;

namespace NewsFunctions.IntegrationTests.Publishing;

/// <summary>Helpers for archives whose site loses pictures.</summary>
internal static class DyingArchive
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static LinkId Picture(int number) => LinkId.ForMedia(LinkKind.Image, DumpText.Picture(number));

    public static async Task IngestAsync(this Archive archive, string name, string text)
    {
        await archive.UploadAsync(name, text);
        await archive.IngestAsync(name);
    }

    /// <summary>Checks due links every two days until each picture is one strike from dead.</summary>
    public static async Task StrikeAsync(this Archive archive, TestSite site, params int[] pictures)
    {
        foreach (int picture in pictures)
        {
            site.Answer(DumpText.Picture(picture), HttpStatusCode.NotFound);
        }

        await archive.CheckUntilAsync(pictures, link => link.Strikes == 2);
        archive.Time.Advance(TimeSpan.FromDays(4));
    }

    public static async Task DieAsync(this Archive archive, TestSite site, params int[] pictures)
    {
        await archive.StrikeAsync(site, pictures);
        await archive.CheckUntilAsync(pictures, link => link.State == LinkState.Dead);
    }

    public static async Task ReviveAsync(this Archive archive, TestSite site, int picture)
    {
        site.AnswerAlive(DumpText.Picture(picture));
        await archive.CheckUntilAsync([picture], link => link.State == LinkState.Alive);
    }

    public static async Task CheckUntilAsync(this Archive archive, int[] pictures, Func<Link, bool> holds)
    {
        for (int day = 0; ; day += 2)
        {
            await archive.CheckDueLinksAsync();
            IReadOnlyDictionary<LinkId, Link> links = await archive.Links.GetManyAsync(Archive.Site, [.. pictures.Select(Picture)], Token);
            if (links.Values.All(holds))
            {
                return;
            }

            Assert.InRange(day, 0, 100);
            archive.Time.Advance(TimeSpan.FromDays(2));
        }
    }

    /// <summary>Lists the ids of articles that record the picture as dead, in list order.</summary>
    public static async Task<IReadOnlyList<string>> KnowingAsync(this Archive archive, int picture) =>
        [.. (await archive.ListAsync()).Where(article => article.DeadLinks.Contains(Picture(picture))).Select(article => article.Id.Value)];

    public static async Task<IReadOnlyList<ArticleSummary>> ListAsync(this Archive archive) =>
        (await archive.Articles.ListAsync(new ArticleFilter { Site = Archive.Site }, 1000, null, Token)).Items;

    public static async Task<IReadOnlyList<ArchiveEvent>> EventsAsync(this Archive archive) =>
        (await archive.Events.ListAsync(new EventFilter { Site = Archive.Site }, 1000, null, Token)).Items;

    public static async Task<IReadOnlyList<string>> EventsOfAsync(this Archive archive, int picture) =>
        [.. (await archive.EventsAsync()).Where(published => published.Subject == Picture(picture).Value).Select(published => EventWhats.Name(published.What))];

    /// <summary>Lists the transitions that are not published yet.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(this Archive archive) =>
    [
        .. await new TableClient(archive.Connection, "Links")
            .QueryAsync<TableEntity>("RowKey ge 'E|' and RowKey lt 'E}'", cancellationToken: Token)
            .Select(row => row.RowKey)
            .ToListAsync(Token),
    ];
}
