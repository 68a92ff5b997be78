using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Links.Vantages;

namespace NewsFunctions.Tests.OpenApi;

/// <summary>Describes every operation of the API.</summary>
internal static class ApiOperations
{
    private const string Articles = "Articles";
    private const string Links = "Links";
    private const string Dumps = "Dumps";
    private const string Archive = "Archive";
    private const string Exports = "Exports";
    private const string About = "About";

    private static readonly string[] Copies = ["image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"];

    private static readonly Dictionary<int, string> TakenDown = new() { [410] = "It was taken down." };

    private static readonly Dictionary<int, string> JsonBody = new()
    {
        [413] = "The body is too large.",
        [415] = "The body is not JSON.",
    };

    public static IReadOnlyList<(string Name, string Description)> Tags { get; } =
    [
        (Articles, "What the dumps say: articles, their versions, and the bytes they were read from."),
        (Links, "Media and pages that articles mention, what checks saw of them, and copies."),
        (Dumps, "Uploads and what became of them."),
        (Archive, "The archive as a whole: numbers, events, hosts, health."),
        (Exports, "All rows that match, as one file."),
        (About, "What the API has."),
    ];

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new("ListArticles", Articles, "Lists articles, newest first within a site.")
        {
            Description = "A page without items is not the last one while `continuation` is not null. `q` asks for words of title and text, all of "
                + "them, in any case and with or without accents; words in quotes one after the other.",
            ReadQuery = query => ArticleListRequest.TryRead(query, out _, out _),
            Examples = Given(("site", "samples"), ("limit", 2)),
            Answer = typeof(ArticleListResponse),
        },
        new("GetArticle", Articles, "Answers the current version of an article.") { Answer = typeof(ArticleResponse), HasETag = true, Others = TakenDown },
        new("ListArticleVersions", Articles, "Lists every text of an article that was found, the newest first.")
        {
            ReadQuery = query => PageRequest.TryRead(query, out _, out _),
            Answer = typeof(PageResponse<ArticleVersionResponse>),
            Others = TakenDown,
        },
        new("GetArticleVersion", Articles, "Answers one version of an article.") { Answer = typeof(ArticleResponse), HasETag = true, Others = TakenDown },
        new("GetArticleBytes", Articles, "Answers the bytes of an article as they are in its dump.")
        {
            ReadQuery = query => ArticleBytesRequest.TryRead(query, "samples", "1", out _, out _),
            MediaTypes = ["application/octet-stream"],
            HasETag = true,
            Others = new Dictionary<int, string> { [410] = "It was taken down, or the dumps that have it were deleted or overwritten." },
        },
        new("RemoveArticle", Articles, "Takes an article down, or shows what that would remove.")
        {
            Description = "Without `dryRun=false` nothing is removed. Afterwards the article answers 410, and no ingest brings it back.",
            ReadQuery = query => TakedownRequest.TryReadArticle(query, "samples", "1", out _, out _, out _, out _),
            Answer = typeof(TakedownResponse),
        },
        new("ListLinks", Links, "Lists links.")
        {
            ReadQuery = query => LinkListRequest.TryRead(query, out _, out _),
            Examples = Given(("site", "samples"), ("kind", "image"), ("state", "Suspect")),
            Answer = typeof(PageResponse<LinkResponse>),
        },
        new("GetLink", Links, "Answers one link, and why it is in its state.") { Answer = typeof(LinkResponse), HasETag = true },
        new("ListLinkChecks", Links, "Lists the checks of a link with their evidence, newest first.")
        {
            ReadQuery = query => PageRequest.TryRead(query, out _, out _),
            Answer = typeof(PageResponse<LinkCheckResponse>),
        },
        new("ListLinkArticles", Links, "Lists the articles that mention a link, by id.")
        {
            ReadQuery = query => PageRequest.TryRead(query, out _, out _),
            Answer = typeof(PageResponse<LinkArticleResponse>),
        },
        new("JudgeLink", Links, "Records what a person says of a link, and answers the link.")
        {
            Description = "It decides the state of the link until `until`, or until it is taken back; checks go on underneath, but for links that are ignored. The same judgement again changes nothing.",
            Answer = typeof(LinkResponse),
            HasETag = true,
            Body = typeof(JudgementBody),
            BodyExample = new Dictionary<string, object> { ["says"] = "dead", ["reason"] = "shows another picture", ["until"] = "2027-05-01T00:00:00Z" },
            Others = With(JsonBody, (404, "There is no such link.")),
        },
        new("TakeBackJudgement", Links, "Takes what a person said of a link back, and answers the link.")
        {
            Description = "The checks decide again. Where nobody judged, nothing changes.",
            Answer = typeof(LinkResponse),
            HasETag = true,
        },
        new("ListMentions", Links, "Says of up to 50 links in which article each is, how it is, and where a copy is.")
        {
            ReadQuery = query => MentionsRequest.TryRead(query, out _, out _),
            Examples = Given(("links", "samples/p900405,samples/p900410")),
            Answer = typeof(PageResponse<LinkMentionResponse>),
        },
        new("GetCapture", Links, "Answers the bytes of a copy that the archive made.")
        {
            Description = "They are somebody else's file: a browser may show them, but runs nothing of them.",
            MediaTypes = Copies,
            HasETag = true,
        },
        new("GetThumbnail", Links, "Answers a small picture of a copy, at most 320 pixels wide and high.")
        {
            Description = "Copies of films, and of pictures that cannot be decoded, have none.",
            MediaTypes = ["image/webp"],
            HasETag = true,
        },
        new("RequestLinkChecks", Links, "Makes links due now.")
        {
            Description = "Either by `kind` and `state`, which may both be left out, or up to 100 `linkIds`.",
            Answer = typeof(RecheckResponse),
            Status = 202,
            Body = typeof(RecheckBody),
            BodyExample = new Dictionary<string, object> { ["site"] = "samples", ["kind"] = "image", ["state"] = "Suspect" },
            Others = With(JsonBody, (404, "The archive knows no such links.")),
        },
        new("CheckForVantage", Links, "Looks at one link for another archive, and stores nothing.")
        {
            Answer = typeof(VantageCheckResponse),
            Body = typeof(VantageCheckRequest),
            BodyExample = new Dictionary<string, object> { ["kind"] = "image", ["locations"] = new[] { "https://media.example.org/a.jpg" } },
            Others = With(JsonBody, (429, "Too many links are looked at for others already.")),
        },
        new("ListDumps", Dumps, "Lists uploads, newest first.")
        {
            ReadQuery = query => DumpListRequest.TryRead(query, out _, out _),
            Examples = Given(("status", "Ingested")),
            Answer = typeof(PageResponse<DumpResponse>),
        },
        new("GetDump", Dumps, "Answers what became of an upload.") { Answer = typeof(DumpResponse), HasETag = true },
        new("UploadDump", Dumps, "Stores a dump, which is then ingested.")
        {
            Description = "The body is the file itself, of at most 90 MB; `news upload` takes larger ones. The same bytes under the same name change nothing.",
            ReadQuery = query => UploadRequest.TryRead(RequestWith(query), out _, out _),
            Examples = Given(("name", "2021/storks.txt"), ("site", "samples")),
            Answer = typeof(DumpResponse),
            Status = 202,
            BodyExample = "samples/dumps/900429.txt",
            Others = new Dictionary<int, string>
            {
                [409] = "Another dump has the name.",
                [413] = "The body is too large.",
                [415] = "The body is a form, or is encoded.",
            },
        },
        new("RetryDump", Dumps, "Ingests a dump again, without an upload.")
        {
            Answer = typeof(DumpResponse),
            Status = 202,
            Others = new Dictionary<int, string> { [410] = "The upload was deleted or replaced." },
        },
        new("RemoveDump", Dumps, "Takes a dump down with all that only it provides, or shows what that would remove.")
        {
            Description = "Without `dryRun=false` nothing is removed. With status 202 the same call goes on with it.",
            ReadQuery = query => TakedownRequest.TryReadDump(query, "20160311125323-0123456789abcdef", out _, out _, out _),
            Answer = typeof(TakedownResponse),
            MayTakeLonger = true,
        },
        new("GetSummary", Archive, "Answers the archive, or a site, in numbers.")
        {
            ReadQuery = query => SiteRequest.TryRead(query, out _, out _),
            Examples = Given(("site", "samples")),
            Answer = typeof(ArchiveSummary),
            HasETag = true,
        },
        new("GetStats", Archive, "Counts articles, dumps, links and shards.")
        {
            ReadQuery = query => SiteRequest.TryRead(query, out _, out _),
            Answer = typeof(StatsResponse),
        },
        new("ListEvents", Archive, "Lists what happened, newest first.")
        {
            ReadQuery = query => EventListRequest.TryRead(query, out _, out _),
            Examples = Given(("site", "samples"), ("what", "drifted")),
            Answer = typeof(PageResponse<EventResponse>),
        },
        new("GetEventFeed", Archive, "Answers the newest 100 events as an Atom feed.")
        {
            ReadQuery = query => EventListRequest.TryReadFeed(query, out _, out _),
            Examples = Given(("what", "dead")),
            MediaTypes = ["application/atom+xml"],
            HasETag = true,
        },
        new("GetSurvival", Archive, "Says how long links live.")
        {
            ReadQuery = query => SurvivalRequest.TryRead(query, out _, out _),
            Examples = Given(("site", "samples"), ("kind", "image")),
            Answer = typeof(SurvivalResponse),
            HasETag = true,
        },
        new("ListMeasurements", Archive, "Lists the hourly measurements of queues, circuits and captures, newest first.")
        {
            ReadQuery = query => PageRequest.TryRead(query, out _, out _),
            Examples = Given(("limit", 24)),
            Answer = typeof(PageResponse<MeasurementResponse>),
        },
        new("ListHosts", Archive, "Lists the hosts that were asked, by name.")
        {
            ReadQuery = query => PageRequest.TryRead(query, out _, out _),
            Answer = typeof(PageResponse<HostResponse>),
        },
        new("GetHealth", Archive, "Says whether the archive works.")
        {
            Description = "With status 503, the answer is the same record, and says what does not work.",
            Answer = typeof(HealthResponse),
            NeedsNoStorage = true,
        },
        .. from export in Enum.GetValues<ExportWhat>()
           from format in Enum.GetValues<ExportFormat>()
           select Export(export, format),
        new("GetReport", Exports, "Answers a report as one HTML file: what is lost, where, since when, and what to fix.")
        {
            Description = "It needs no script and no network. Its figures are those of the summary, or of the last one up to `date`.",
            ReadQuery = query => ReportRequest.TryRead(query, out _, out _),
            Examples = Given(("site", "samples")),
            MediaTypes = ["text/html"],
        },
        new("StartSession", About, "Exchanges a key for a session cookie.")
        {
            Answer = typeof(SessionResponse),
            Body = typeof(SessionBody),
            BodyExample = new Dictionary<string, object> { ["key"] = "news_..." },
            Others = JsonBody,
        },
        new("GetSession", About, "Says what the caller may do.") { Answer = typeof(SessionScopeResponse) },
        new("GetApi", About, "Lists the calls of the API.") { Answer = typeof(ApiIndexResponse), HasETag = true, NeedsNoStorage = true },
        new("GetOpenApi", About, "Answers this document.") { HasETag = true, NeedsNoStorage = true },
        new("GetApiDocs", About, "Answers this document as a page.")
        {
            MediaTypes = ["text/html"],
            HasETag = true,
            NeedsNoStorage = true,
        },
    ];

    private static ApiOperation Export(ExportWhat what, ExportFormat format) => new(
        $"Export{what}{format}",
        Exports,
        what switch
        {
            ExportWhat.Articles => "Exports a row for each article.",
            ExportWhat.Links => "Exports a row for each link.",
            ExportWhat.Checks => "Exports a row for each check of a link.",
            ExportWhat.Survival => "Exports a row for each link: the times between which it was born and died.",
            _ => "Exports a row for each article that mentions a lost link, with the copy that can replace it.",
        })
    {
        ReadQuery = query => ExportRequest.TryRead(query, what, format, out _, out _),
        Examples = Given(("site", "samples")),
        MediaTypes = [format == ExportFormat.Csv ? "text/csv" : "application/x-ndjson"],
    };

    private static HttpRequest RequestWith(IQueryCollection query)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.Query = query;
        return request;
    }

    private static Dictionary<string, object> Given(params (string Name, object Value)[] examples) =>
        examples.ToDictionary(example => example.Name, example => example.Value);

    private static Dictionary<int, string> With(Dictionary<int, string> responses, (int Status, string When) other) =>
        new(responses) { [other.Status] = other.When };
}
