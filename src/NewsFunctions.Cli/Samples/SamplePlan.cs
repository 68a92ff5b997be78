using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsFunctions.Cli.Samples;

/// <summary>How the samples' site answers for one path.</summary>
internal enum SampleAnswer
{
    /// <summary>The file of <c>samples/media</c>, or a page with a title.</summary>
    Alive,

    /// <summary>404.</summary>
    Gone,

    /// <summary>403.</summary>
    Blocked,

    /// <summary>200 without a body.</summary>
    Empty,

    /// <summary>200 with an HTML page where a picture or video should be.</summary>
    Html,

    /// <summary>500.</summary>
    Error,

    /// <summary>301 to the same file elsewhere on the site.</summary>
    Moved,
}

/// <summary><c>samples/site.json</c>: what the samples' site has, and how much of it has rotted.</summary>
internal sealed record SamplePlan
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The files of the site, by path as the dumps give it.</summary>
    public required IReadOnlyDictionary<string, SampleAnswer> Media { get; init; }

    /// <summary>The pages of the site, by article id.</summary>
    public required IReadOnlyDictionary<string, SamplePage> Pages { get; init; }

    /// <summary>When the stand-in web archive took its copy of a medium, by path.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Archived { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <exception cref="InvalidDataException">The file is not a plan.</exception>
    public static SamplePlan Read(SampleFolder samples)
    {
        try
        {
            return JsonSerializer.Deserialize<SamplePlan>(File.ReadAllBytes(samples.Plan), Json) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{samples.Plan} does not say how the samples' site answers: {e.Message}", e);
        }
    }
}

internal sealed record SamplePage(SampleAnswer Answer, string? Title);
