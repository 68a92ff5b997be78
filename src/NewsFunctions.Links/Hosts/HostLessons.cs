using System.Globalization;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.Hosts;

/// <summary>Holds the lessons from a host's answers. Safe for concurrent checks.</summary>
public sealed class HostLessons
{
    /// <summary>The maximum number of answers known by their bytes. Beyond it, the oldest is dropped.</summary>
    public const int MaxSharedBytes = 500;

    /// <summary>The maximum number of known redirect ends. Beyond it, the oldest is dropped.</summary>
    public const int MaxSharedUrls = 20;

    // The record must fit in a table row with everything else about the host.
    private const int MaxUrlLength = 300;
    private const int HashDigits = 24;

    private readonly Lock _lock = new();
    private readonly BaselineLesson?[] _probes = new BaselineLesson?[Enum.GetValues<LinkKind>().Length];
    private readonly SharedAnswers _bytes = new(MaxSharedBytes);
    private readonly SharedAnswers _urls = new(MaxSharedUrls);
    private HeadLesson _head;
    private RequestLesson? _requests;

    public HostLessons(HostLessonsRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        foreach (BaselineLesson probe in record.Probes)
        {
            _probes[(int)probe.Kind] = probe;
        }

        foreach (string answer in record.SharedBytes)
        {
            int divider = answer.LastIndexOf(':');
            if (divider > 0 && int.TryParse(answer.AsSpan(divider + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int links))
            {
                _bytes.Learn(answer[..divider], links);
            }
        }

        foreach (string answer in record.SharedUrls)
        {
            int divider = answer.IndexOf(' ', StringComparison.Ordinal);
            if (divider > 0 && int.TryParse(answer.AsSpan(0, divider), NumberStyles.None, CultureInfo.InvariantCulture, out int links))
            {
                _urls.Learn(answer[(divider + 1)..], links);
            }
        }

        _head = record.Head;
        _requests = record.Requests;
    }

    /// <summary>A lock held while the host is asked for a lesson, so that nobody asks twice.</summary>
    internal SemaphoreSlim Asking { get; } = new(1, 1);

    internal HeadLesson Head
    {
        get
        {
            lock (_lock)
            {
                return _head;
            }
        }
    }

    /// <summary>The special request rules. It is null if the host needs none.</summary>
    internal RequestLesson? Requests
    {
        get
        {
            lock (_lock)
            {
                return _requests;
            }
        }
    }

    /// <summary>Returns the record to store.</summary>
    public HostLessonsRecord Snapshot()
    {
        lock (_lock)
        {
            return new HostLessonsRecord
            {
                Probes = [.. _probes.OfType<BaselineLesson>()],
                SharedBytes = [.. _bytes.All().Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Answer}:{one.Links}"))],
                SharedUrls = [.. _urls.All().Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Links} {one.Answer}"))],
                Head = _head,
                Requests = _requests,
            };
        }
    }

    internal BaselineLesson? Probe(LinkKind kind)
    {
        lock (_lock)
        {
            return _probes[(int)kind];
        }
    }

    /// <param name="answer">Null if the answer teaches nothing: an older answer is then kept.</param>
    internal void LearnProbe(LinkKind kind, DateTimeOffset at, BaselineFacts? answer)
    {
        // Longer URLs are only for people; nothing is compared with them.
        bool isComparable = answer?.Url.Length <= MaxUrlLength;
        answer = answer is null || isComparable ? answer : answer with { Url = answer.Url[..MaxUrlLength] };
        lock (_lock)
        {
            _probes[(int)kind] = new BaselineLesson { Kind = kind, TriedAt = at, Answer = answer ?? _probes[(int)kind]?.Answer };
            if (answer is not { IsSoft: true })
            {
                return;
            }

            if (answer is { Sha256: { } hash, Size: { } size })
            {
                _bytes.Learn(KeyOf(hash, size), links: 0);
            }

            if (answer.Redirected && isComparable)
            {
                _urls.Learn(answer.Url, links: 0);
            }
        }
    }

    internal void LearnBytes(string sha256, long size, int links)
    {
        lock (_lock)
        {
            _bytes.Learn(KeyOf(sha256, size), links);
        }
    }

    internal void LearnUrl(string url, int links)
    {
        lock (_lock)
        {
            if (url.Length <= MaxUrlLength)
            {
                _urls.Learn(url, links);
            }
        }
    }

    internal SharedFacts? SharedBytes(string? sha256, long? size)
    {
        lock (_lock)
        {
            return sha256 is not null && size is { } length && !_bytes.IsEmpty ? _bytes.Find(KeyOf(sha256, length)) : null;
        }
    }

    internal SharedFacts? SharedUrl(string url)
    {
        lock (_lock)
        {
            return _urls.Find(url);
        }
    }

    internal void LearnHead(Func<HeadLesson, HeadLesson> learn)
    {
        lock (_lock)
        {
            _head = learn(_head);
        }
    }

    internal void LearnRequests(Func<RequestLesson, RequestLesson> learn)
    {
        lock (_lock)
        {
            _requests = learn(_requests ?? new RequestLesson());
        }
    }

    private static string KeyOf(string sha256, long size) =>
        string.Create(CultureInfo.InvariantCulture, $"{sha256.AsSpan(0, Math.Min(HashDigits, sha256.Length))}:{size}");

    /// <summary>Holds shared answers with the number of links that get them. The oldest is dropped if there are too many.</summary>
    private sealed class SharedAnswers(int most)
    {
        private readonly Dictionary<string, SharedFacts> _links = new(StringComparer.Ordinal);
        private readonly Queue<string> _order = new();

        public bool IsEmpty => _links.Count == 0;

        public SharedFacts? Find(string answer) => _links.GetValueOrDefault(answer);

        public void Learn(string answer, int links)
        {
            if (_links.TryGetValue(answer, out SharedFacts? known))
            {
                _links[answer] = known.Links < links ? new SharedFacts { Links = links } : known;
                return;
            }

            if (_links.Count == most)
            {
                _links.Remove(_order.Dequeue());
            }

            _links[answer] = new SharedFacts { Links = links };
            _order.Enqueue(answer);
        }

        public IEnumerable<(string Answer, int Links)> All() => _order.Select(answer => (answer, _links[answer].Links));
    }
}
