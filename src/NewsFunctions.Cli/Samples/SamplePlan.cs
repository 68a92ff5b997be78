using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsFunctions.Cli.Samples;

/// <summary>Says how the samples' site answers for one path.</summary>
internal enum SampleAnswer
{
    /// <summary>Answers with the file of <c>samples/media</c>, or a page with a title.</summary>
    Alive,

    /// <summary>Answers 404.</summary>
    Gone,

    /// <summary>Answers 403.</summary>
    Blocked,

    /// <summary>Answers 200 without a body.</summary>
    Empty,

    /// <summary>Answers 200 with an HTML page where a picture or video should be.</summary>
    Html,

    /// <summary>Answers 500.</summary>
    Error,

    /// <summary>Answers 301 to the same file elsewhere on the site.</summary>
    Moved,
}

/// <summary>Reads <c>samples/site.json</c>, which says what the samples' site has and how much of it has rotted.</summary>
internal sealed record SamplePlan
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Maps the files of the site, by path as the dumps give it.</summary>
    public required IReadOnlyDictionary<string, SampleAnswer> Media { get; init; }

    /// <summary>Maps the pages of the site, by article id.</summary>
    public required IReadOnlyDictionary<string, SamplePage> Pages { get; init; }

    /// <summary>Says when the stand-in web archive took its copy of a medium, by path.</summary>
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
