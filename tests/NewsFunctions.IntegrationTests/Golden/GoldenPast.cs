using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Judgements;
using NewsFunctions.Archive.Publishing;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Rules;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.IntegrationTests.Golden;

/// <summary>
/// Gives the links of one dump a past: checks, deaths, a capture, a rescue, an offer, a judgement. Also adds hosts, web
/// archive services and a measurement.
/// </summary>
internal sealed class GoldenPast(Archive archive)
{
    public const string Dump = "800601.txt";

    private const int Dead = 11;
    private const int LongChecked = 12;
    private const int Unpublished = 13;
    private const int Judged = 14;
    private const int Suspect = 15;

    /// <summary>Is a day before the clock of the golden archive.</summary>
    private static readonly DateTimeOffset Noon = new(2026, 2, 28, 12, 0, 0, TimeSpan.Zero);

    private static readonly LinkShard Pictures = new(GoldenSettings.Site, LinkKind.Image, "2016-03");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static string Text { get; } = DumpText.Of("Fri Mar 11, 2016 16:23:23", "A paragraph.", Dead, LongChecked, Unpublished, Judged, Suspect);

    public async Task WriteAsync()
    {
        await CheckAsync(Dead, 4, 3, Verdict.Alive, Verdict.Gone, Verdict.Gone, Verdict.Gone);
        await PublishDeathsAsync();
        await CheckAsync(LongChecked, 20, 1, [.. Enumerable.Repeat(Verdict.Alive, 19), Verdict.Drifted]);
        await CheckAsync(Unpublished, 3, 5, Verdict.SoftNotFound, Verdict.Gone, Verdict.Gone);
        await CheckAsync(Judged, 1, 1, Verdict.Blocked);
        await CheckAsync(Suspect, 2, 2, Verdict.Alive, Verdict.Timeout);
        await archive.Get<LinkJudgements>().JudgeAsync(GoldenSettings.Site, Id(Judged), JudgementKind.Dead, "ada", "shows another picture", until: null, Token);
        await CaptureAsync();
        await RescueAsync();
        await WriteHostsAsync();
        await archive.Get<MeasurementStore>().WriteAsync(
            new Measurement
            {
                At = Noon,
                Queues = [new QueueDepth(ArchiveNames.LinkChecksQueue, 3, Noon.AddMinutes(-5))],
                FailedDumps = 1,
                OpenCircuits = 1,
                ShardsDue = 2,
                LastVisitAt = Noon.AddMinutes(-1),
                Captures = new CaptureSize(1, 1, Noon),
            },
            Token);
        await EndVisitsAsync();
        await archive.Shards.RequestRecheckAsync(GoldenSettings.Site, LinkKind.Page, LinkState.Unknown, Noon, Token);
    }

    private static LinkId Id(int picture) => LinkId.ForMedia(LinkKind.Image, DumpText.Picture(picture));

    /// <summary>Records checks, the last of them yesterday.</summary>
    private async Task CheckAsync(int picture, int checks, int daysBetween, params Verdict[] verdicts)
    {
        for (int check = 0; check < checks; check++)
        {
            StoredLink before = (await archive.Links.GetAsync(GoldenSettings.Site, Id(picture), Token))!;
            LinkCheck found = new()
            {
                Link = Id(picture),
                CheckedAt = Noon.AddDays(daysBetween * (check + 1 - checks)),
                Verdict = verdicts[check],
                Reason = $"The answer was {verdicts[check]}.",
                Location = $"https://media.{GoldenSettings.Site}.example{DumpText.Picture(picture)}",
                Duration = TimeSpan.FromMilliseconds(12),
                RulesVersion = VerdictRules.Version,
                Evidence = Evidence.FromJson(JsonElement.Parse("""{"status":200,"note":"صورة"}""")),
                Vantage = check % 2 == 1 ? "elsewhere" : null,
                Fingerprint = verdicts[check] == Verdict.Alive ? Fingerprint(picture) : null,
            };
            Link after = LinkStateRules.Apply(before.Link, found, hostAnswers: true, new LinkStateOptions());
            await archive.Links.RecordAsync(Pictures, [new CheckedLink(before, after, found, $"visit {check}")], Token);
        }
    }

    private static Fingerprint Fingerprint(int picture) => new()
    {
        Url = $"https://media.{GoldenSettings.Site}.example{DumpText.Picture(picture)}",
        ETag = "\"v1\"",
        Size = 200_000,
        Bytes = 65_536,
        Sha256 = new string('a', 64),
        EndSha256 = new string('b', 64),
    };

    /// <summary>Publishes the deaths so far. The next death stays pending.</summary>
    private async Task PublishDeathsAsync()
    {
        VisitOutbox outbox = archive.Get<LinkPublisher>().Begin(Pictures);
        await foreach (IReadOnlyList<StoredLink> page in archive.Links.ReadShardAsync(Pictures, outbox.Pending, Token))
        {
            foreach (StoredLink stored in page)
            {
                outbox.Add(stored);
            }
        }

        await outbox.PublishAsync(Token);
    }

    private async Task CaptureAsync()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("the bytes of a picture");
        var file = new CapturedFile
        {
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Sha1 = new string('A', 32),
            At = Noon,
            Bytes = bytes.Length,
            Type = "image/jpeg",
            Url = $"https://media.{GoldenSettings.Site}.example{DumpText.Picture(LongChecked)}",
        };
        CaptureStore captures = archive.Get<CaptureStore>();
        using var content = new MemoryStream(bytes);
        await captures.StoreAsync(file, content, Token);
        await captures.StoreThumbnailAsync(file.Sha256, bytes, "image/webp", Token);
        await captures.WriteAsync(Pictures, Id(LongChecked), new LinkCapture { TriedAt = Noon, File = file }, Token);
    }

    private async Task RescueAsync()
    {
        Memento copy = new() { Url = "https://web.archive.example/web/20160308120000/picture", At = Noon.AddYears(-9), Digest = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ" };
        RescueStore rescues = archive.Get<RescueStore>();
        await rescues.WriteAsync(
            Pictures,
            [
                (Id(Dead), new LinkRescue { Outcome = RescueOutcome.Found, At = Noon, Memento = copy }),
                (Id(Unpublished), new LinkRescue { Outcome = RescueOutcome.NotArchived, At = Noon, Next = Noon.AddDays(30) }),
            ],
            Token);
        LinkOffer offer = new() { Outcome = OfferOutcome.Refused, At = Noon, Next = Noon.AddDays(1), Reason = "Too many today." };
        await rescues.WriteAsync(Pictures, Id(LongChecked), offer, rescue: null, Token);
        WebArchiveStore services = archive.Get<WebArchiveStore>();
        Assert.Null(await services.TryLeaseAsync("golden", Noon, Noon.AddMinutes(5), Token));
        await services.WriteServicesAsync(
            [new WebArchiveState { Name = "cdx", NextStart = Noon, Refusals = 2, Day = new DateOnly(2026, 2, 28), Taken = 7, SilentUntil = Noon.AddHours(1) }], Token);
        await archive.Get<OfferStore>().WriteAsync(new OfferWalk("a continuation", Noon.AddHours(2)), Token);
        await archive.Get<OfferStore>().AddAsync(new PendingOffer(GoldenSettings.Site, Id(Suspect), "job 1", "https://media.example/x", Noon), Token);
    }

    private async Task WriteHostsAsync()
    {
        HostStore hosts = archive.Get<HostStore>();
        const string Host = $"media.{GoldenSettings.Site}.example";
        StoredHost acquired = (await hosts.AcquireAsync(Host, TimeSpan.FromMinutes(2), Token))!;
        await hosts.ReleaseAsync(
            acquired,
            new HostRecord
            {
                Pace = new HostPaceRecord { Interval = TimeSpan.FromSeconds(3), SilentUntil = Noon.AddHours(1) },
                Health = new HostHealthRecord
                {
                    LastAnswer = Noon.AddDays(-2),
                    SilentSince = Noon.AddDays(-1),
                    DownDays = 1,
                    LastDownDay = Noon.AddHours(-12),
                    OpenSince = Noon,
                    Trouble = HostTrouble.Change,
                    LastProbe = Noon.AddHours(1),
                    Site = GoldenSettings.Site,
                    HasDownEvent = true,
                    Recent = [new HostMinute(Noon, 1, 2, 3)],
                    Pending = [new HostEvent(GoldenSettings.Site, EventWhat.HostDown, Noon, "No answer.")],
                },
                Lessons = new HostLessonsRecord
                {
                    Probes = [new BaselineLesson { Kind = LinkKind.Image, TriedAt = Noon, Answer = new BaselineFacts { At = Noon, Status = 404, Url = $"https://{Host}/nothing.jpg" } }],
                    SharedBytes = [$"{new string('c', 24)}:1234:5"],
                    SharedUrls = [$"4 https://{Host}/"],
                    Head = new HeadLesson { Since = Noon, Agreed = ["one", "two"], DeniesToo = true },
                    Requests = new RequestLesson { PlainSince = Noon, MendedSince = Noon.AddDays(-1), SilentSince = Noon.AddDays(-2) },
                },
            },
            Token);
        await hosts.OverrideAsync(
            $"www.{GoldenSettings.Site}.example", new HostOverride(HostOverrideKind.Ignore, Noon.AddDays(-7), Noon.AddDays(-1), "ada") { Reason = "It moves." }, Token);
        await archive.Events.AddAsync(
            [new ArchiveEvent { Site = GoldenSettings.Site, At = Noon, What = EventWhat.HostDown, Subject = Host, Reason = "No answer." }], Token);
    }

    /// <summary>Counts every shard of the site as a visit does at its end.</summary>
    private async Task EndVisitsAsync()
    {
        List<ShardStatus> shards = await archive.Shards.ReadAllAsync(GoldenSettings.Site, Token).ToListAsync(Token);
        foreach (ShardStatus claimed in await archive.Shards.ClaimAsync(shards, Noon.AddHours(1), Token))
        {
            ShardCounter counter = await CountShardAsync(archive, claimed.Shard, Noon);
            Assert.NotNull(await archive.Shards.EndVisitAsync(claimed, counter.Summarize(claimed.Mark, Noon), goOn: false, Noon, Token));
        }
    }

    /// <summary>Counts a shard as of the given time.</summary>
    public static async Task<ShardCounter> CountShardAsync(Archive archive, LinkShard shard, DateTimeOffset at)
    {
        ShardCounter counter = new(
            at, archive.Get<IOptions<VisitOptions>>().Value, archive.Get<IOptions<HostOptions>>().Value.Lessons);
        await foreach (IReadOnlyList<StoredLink> page in archive.Links.ReadShardAsync(shard, Token))
        {
            foreach (StoredLink stored in page)
            {
                counter.Add(stored.Link, checkable: true);
            }
        }

        return counter;
    }
}
