using System.Runtime.InteropServices;
using System.Text.Json;

namespace NewsFunctions.Core.Facts;

/// <summary>Holds the facts of a check in the form that the history stores: JSON of at most <see cref="MaxBytes"/> in UTF-8.</summary>
/// <remarks>
/// Responses may be hostile and long. First, long values are cut. Then hops between the first and the last of a chain are left
/// out. Then locations that the verdict is not about are left out, starting with the last. Each step leaves a mark.
/// </remarks>
public sealed class Evidence : IEquatable<Evidence>
{
    public const int MaxBytes = 16 * 1024;

    private const string CutMark = "...[cut]";

    private static readonly int[] ValueLengths = [2048, 512, 128, 32];

    private readonly LinkFacts? _facts;
    private readonly string? _judged;
    private byte[]? _utf8;

    private Evidence(LinkFacts facts, string? judged)
    {
        _facts = facts;
        _judged = judged;
    }

    private Evidence(byte[] utf8) => _utf8 = utf8;

    /// <summary>The JSON. It is created on first use, because a check that is not stored needs none.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8 ??= Write(_facts!, _judged);

    /// <param name="facts">Must not be changed afterwards.</param>
    /// <param name="judged">The location that the verdict is about.</param>
    public static Evidence Of(LinkFacts facts, string? judged) => new(facts, judged);

    /// <summary>Wraps stored evidence, which may be untrusted.</summary>
    public static Evidence FromJson(JsonElement json) => new(JsonMarshal.GetRawUtf8Value(json).ToArray());

    /// <summary>Reads the facts so that they can be judged again.</summary>
    /// <exception cref="JsonException">The evidence was not written by this class.</exception>
    public static LinkFacts Read(Evidence evidence) =>
        JsonSerializer.Deserialize(evidence.Utf8.Span, LinkFactsJson.Evidence.LinkFacts) ?? throw new JsonException("The evidence is null.");

    /// <summary>Reads the facts of untrusted evidence. Returns null if its format is not that of this version, if a location has neither an
    /// answer nor a failure, or if it has more expected titles than a link can store.</summary>
    public static LinkFacts? TryRead(Evidence evidence)
    {
        try
        {
            return JsonSerializer.Deserialize(evidence.Utf8.Span, LinkFactsJson.Default.LinkFacts) is { Locations: not null } facts
                && facts.Locations.All(IsComplete) && IsComplete(facts.Expected) ? facts : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns whether nothing that a rule may use was cut or left out. Failure details are only for people and do not count.</summary>
    public static bool IsWhole(LinkFacts facts) =>
        facts.LocationsLeftOut == 0
        && facts.Expected?.Titles().Any(IsCut) != true
        && facts.Locations.All(location => location.HopsLeftOut == 0
            && !IsCut(location.Location)
            && !IsCut(location.Probe?.Url) && !IsCut(location.Probe?.Page)
            && location.Hops.All(hop => !IsCut(hop.Url) && !IsCut(hop.Response?.Page) && hop.Response?.Headers.Values.Any(IsCut) != true));

    public JsonElement ToJson() => JsonElement.Parse(Utf8.Span);

    public bool Equals(Evidence? other) => other is not null && Utf8.Span.SequenceEqual(other.Utf8.Span);

    public override bool Equals(object? obj) => Equals(obj as Evidence);

    public override int GetHashCode() => Utf8.Length;

    public override string ToString() => System.Text.Encoding.UTF8.GetString(Utf8.Span);

    private static byte[] Write(LinkFacts facts, string? judged)
    {
        // If the whole evidence is no longer than the limit of a value, no value exceeds it.
        if (Fitting(facts, ValueLengths[0]) is { } whole)
        {
            return whole;
        }

        foreach (int length in ValueLengths)
        {
            LinkFacts cut = Cut(facts, facts.Locations, length);
            if (Fitting(cut) is { } json)
            {
                return json;
            }
        }

        int shortest = ValueLengths[^1];
        List<LocationFacts> kept = [.. facts.Locations.Select(WithoutMiddleHops)];
        while (true)
        {
            LinkFacts cut = Cut(facts, kept, shortest) with { LocationsLeftOut = facts.Locations.Count - kept.Count };
            if (Fitting(cut) is { } json)
            {
                return json;
            }

            int unjudged = kept.FindLastIndex(location => location.Location != judged);
            kept.RemoveAt(unjudged >= 0 ? unjudged : kept.Count - 1);
        }
    }

    private static bool IsComplete(LocationFacts? location) =>
        location is { Location: not null, Hops: not null }
        && location.Hops.All(hop => hop is { Url: not null } && hop.Response is null or { Headers: not null })
        && (location.Failure is not null || location.Final is not null || location.Remembered);

    private static bool IsComplete(ExpectedFacts? expected) =>
        expected is null or { Id: not null, OtherTitles: null or { Count: <= ExpectedTitles.Slots } }
        && expected?.OtherTitles?.All(title => title is { Length: <= ExpectedTitles.Longest }) != false;

    private static bool IsCut(string? value) => value?.EndsWith(CutMark, StringComparison.Ordinal) == true;

    private static bool IsCut(PageFacts? page) => page is not null && (IsCut(page.Title) || IsCut(page.Heading) || IsCut(page.Canonical));

    private static byte[]? Fitting(LinkFacts facts, int bytes = MaxBytes)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(facts, LinkFactsJson.Evidence.LinkFacts);
        return json.Length <= bytes ? json : null;
    }

    private static LocationFacts WithoutMiddleHops(LocationFacts location) => location.Hops.Count <= 2
        ? location
        : location with { Hops = [location.Hops[0], location.Hops[^1]], HopsLeftOut = location.Hops.Count - 2 };

    /// <summary>Cuts all values to the same length, so that equal values stay equal.</summary>
    private static LinkFacts Cut(LinkFacts facts, IEnumerable<LocationFacts> locations, int length) => facts with
    {
        Locations = [.. locations.Select(location => Cut(location, length))],
        Before = facts.Before is { } before
            ? before with { Url = Cut(before.Url, length), ETag = CutAny(before.ETag, length), LastModified = CutAny(before.LastModified, length), Type = CutAny(before.Type, length) }
            : null,
        Expected = facts.Expected is { } expected
            ? expected with { Title = CutAny(expected.Title, length), OtherTitles = expected.OtherTitles?.Select(title => Cut(title, length)).ToArray() }
            : null,
    };

    private static LocationFacts Cut(LocationFacts location, int length) => location with
    {
        Location = Cut(location.Location, length),
        Hops = [.. location.Hops.Select(hop => Cut(hop, length))],
        Failure = location.Failure is { } failure ? failure with { Detail = Cut(failure.Detail, length) } : null,
        Head = location.Head is { } head ? Cut(head, length) : null,
        Probe = location.Probe is { } probe ? probe with { Url = Cut(probe.Url, length), Page = Cut(probe.Page, length) } : null,
    };

    private static HopFacts Cut(HopFacts hop, int length) => hop with
    {
        Url = Cut(hop.Url, length),
        Response = hop.Response is { } response
            ? response with
            {
                Headers = response.Headers.ToDictionary(header => header.Key, header => Cut(header.Value, length)),
                Coding = CutAny(response.Coding, length),
                Page = Cut(response.Page, length),
            }
            : null,
    };

    private static PageFacts? Cut(PageFacts? page, int length) => page is null
        ? null
        : page with { Title = CutAny(page.Title, length), Heading = CutAny(page.Heading, length), Canonical = CutAny(page.Canonical, length), Refresh = CutAny(page.Refresh, length) };

    private static string? CutAny(string? value, int length) => value is null ? null : Cut(value, length);

    private static string Cut(string value, int length)
    {
        if (value.Length <= length)
        {
            return value;
        }

        int end = char.IsHighSurrogate(value[length - 1]) ? length - 1 : length;
        return value[..end] + CutMark;
    }
}
