using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Serving;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Demo;
using NewsFunctions.Demo.Scenario;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Cli.Checks;

/// <summary>Implements <c>news check</c>, which checks one link now and reports the evidence.</summary>
internal static class CheckCommand
{
    private const string Description = "Have one link checked now, and show the verdict with what was seen.";

    private const string Lessons = """
        Examples:
          news check alalam/p1797706
          news check https://media.alalam.ir/news/image/original/2016/03/07/alalam_635929720961368213_25f_4x3.jpg
          news check alalam/p1797706 --no-wait    asks for the check and ends

        The functions of the archive check, not this command: those of news run, news serve or Azure.
        A URL is looked up by the locations of the configured sites; of an article page the id in it counts.
        The JSON: {"link": that of GET /api/links/{site}/{linkId}, "check": the newest of .../checks}; with --no-wait
        that of POST /api/links/checks.

        Exit codes: 0 the link was checked, whatever the verdict (with --no-wait: asked for), 1 failure or no such link.
        """;

    // The history also contains what people judge meanwhile.
    private const int NewestChecks = 16;

    private static readonly Argument<string> Link = new("SITE/LINKID|URL") { Description = "A link of the archive, or one of its locations." };
    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Ask for the check and do not wait for it." };

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("check", Description, Lessons) { Link, NoWait, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose };
        command.IfStopped = "a check that was asked for is made all the same; news links SITE/LINKID shows it";
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        string typed = parsed.GetValue(Link)!;
        bool isUrl = HttpUrl.TryParse(typed, out Uri? url);
        SitePath? path = isUrl ? null : SitePath.Parse(typed);
        LinkId id = default;
        if (!isUrl && (path is not { } parts || !LinkId.TryParse(parts.Id, out id)))
        {
            return terminal.Fail($"'{typed}' is neither SITE/LINKID, such as alalam/p1797706, nor an http or https URL; news links lists the links");
        }

        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        LinkStore links = archive.Services.GetRequiredService<LinkStore>();
        SiteProfiles sites = archive.Services.GetRequiredService<SiteProfiles>();
        Link? link = url is null
            ? await FindAsync(links, [(path!.Value.Site, id)], cancellationToken)
            : await FindAsync(links, LinksOfUrl.Find(typed, url, sites), cancellationToken);
        if (link is null)
        {
            await (path is { Site: var site } ? archive.ThrowIfUnknownAsync(site, cancellationToken) : Task.CompletedTask);
            return terminal.Fail(url is null
                ? $"there is no link {typed} in the archive; news links lists those that are"
                : $"no link of the archive has this URL by the locations of its sites; news links --host {url.IdnHost} lists those of the host");
        }

        // The process that serves the archive may have other settings; a link that was checked before has a location there.
        if (link.LastChecked is null && sites.ToCheck(link).Count == 0)
        {
            return terminal.Fail($"{link.Site}/{link.Id} has no location, so it cannot be checked; the setting Sites:{link.Site}:{(link.Kind == LinkKind.Page ? "PageUrls" : "MediaUrls")}:0 gives one");
        }

        return await CheckAsync(link, archive, parsed, terminal, cancellationToken);
    }

    private static async Task<Link?> FindAsync(LinkStore links, IEnumerable<(string Site, LinkId Id)> candidates, CancellationToken cancellationToken)
    {
        foreach ((string site, LinkId id) in candidates)
        {
            if ((await links.GetManyAsync(site, [id], cancellationToken)).TryGetValue(id, out Link? link))
            {
                return link;
            }
        }

        return null;
    }

    private static async Task<int> CheckAsync(
        Link link, ArchiveSession archive, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        string? data = parsed.GetValue(CommonOptions.Data);
        bool waits = !parsed.GetValue(NoWait);
        bool json = parsed.GetValue(CommonOptions.Json);
        if (DemoSettings.Sites.Contains(link.Site)
            && await new DemoArchive(archive.Services, TimeProvider.System).FindAsync(cancellationToken) == DemoState.Built)
        {
            return terminal.Fail("this is a demo: its hosts do not exist, so its links are not checked");
        }

        if (waits && archive.IsLocalStorage && await ServedArchive.FindAsync(data, cancellationToken) is null)
        {
            return terminal.Fail($"nobody serves this archive, so nobody checks its links. {ServedArchive.HowToStart(data)}. --no-wait leaves the request for later");
        }

        if (await archive.Services.GetRequiredService<Rechecks>().RequestSomeAsync(link.Site, [link.Id], cancellationToken) is not { } asked)
        {
            return terminal.Fail($"{link.Site}/{link.Id} was removed meanwhile");
        }

        if (!waits)
        {
            return Report(asked, link, json, terminal);
        }

        LinkStore links = archive.Services.GetRequiredService<LinkStore>();
        var wait = new ProgressWait(TimeProvider.System, terminal, archive.Services.GetRequiredService<StorageSaves>());
        if (!await wait.UntilDoneAsync(token => LookAsync(links, link, asked.RequestedAt, token), cancellationToken))
        {
            return terminal.Fail($"{link.Site}/{link.Id} was not checked within {ProgressWait.Patience.TotalMinutes} minutes. It stays due; news links {link.Site}/{link.Id} shows its checks, news hosts whether its host is down.");
        }

        LinkResponse? now = await archive.Queries.GetLinkAsync(link.Site, link.Id, cancellationToken);
        PageResponse<LinkCheckResponse>? checks = await archive.Queries.ListChecksAsync(link.Site, link.Id, NewestChecks, continuation: null, cancellationToken);
        if (now is null || checks?.Items.FirstOrDefault(one => one.Judgement is null) is not { } check)
        {
            return terminal.Fail($"{link.Site}/{link.Id} was removed meanwhile");
        }

        if (json)
        {
            string linkJson = JsonSerializer.Serialize(now, ApiJson.Web.LinkResponse);
            string checkJson = JsonSerializer.Serialize(check, ApiJson.Web.LinkCheckResponse);
            terminal.Json($$"""{"link":{{linkJson}},"check":{{checkJson}}}""");
        }
        else
        {
            Write(now, check, terminal);
        }

        return ExitCodes.Success;
    }

    private static async Task<WaitStep> LookAsync(LinkStore links, Link link, DateTimeOffset since, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<LinkId, Link> found = await links.GetManyAsync(link.Site, [link.Id], cancellationToken);
        bool isDone = !found.TryGetValue(link.Id, out Link? now) || now.LastChecked >= since;
        return new WaitStep(isDone ? 0 : 1, $"{isDone}", isDone ? $"Checked {link.Site}/{link.Id}." : $"Waiting for the check of {link.Site}/{link.Id}.");
    }

    private static int Report(RecheckResponse asked, Link link, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.Json(JsonSerializer.Serialize(asked, ApiJson.Web.RecheckResponse));
        }
        else
        {
            terminal.Line($"Asked for a check of {link.Site}/{link.Id}, which should be done by {Show.Utc(asked.ExpectedBy)} where the archive is served.");
        }

        return ExitCodes.Success;
    }

    private static void Write(LinkResponse link, LinkCheckResponse check, Terminal terminal)
    {
        ResultTable table = new ResultTable("", "")
            .Add("Link", $"{link.Site}/{link.LinkId}")
            .Add("Verdict", $"{check.Verdict}: {check.Reason}")
            .Add("State", link.Because is null ? link.State.ToString() : $"{link.State}: {link.Because}")
            .Add("Checked", $"{Show.Utc(check.CheckedAt)}, in {Show.Number((long)check.DurationMilliseconds)} ms");
        if (Evidence.TryRead(Evidence.FromJson(check.Evidence)) is { } facts)
        {
            foreach (string line in EvidenceWords.Describe(facts))
            {
                table.Add("Seen", line);
            }
        }

        terminal.Table(table);
    }
}
