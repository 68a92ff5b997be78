using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Facts;

/// <summary>Serializes the facts of a check as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LinkFacts))]
internal sealed partial class LinkFactsJson : JsonSerializerContext
{
    /// <summary>The JSON context for the history. It omits escapes for HTML: they make rows larger, and every output escapes again anyway.</summary>
    public static LinkFactsJson Evidence => Relaxed.Context;

    // This is a separate class because the order of static initialisers across the files of a partial class is undefined.
    private static class Relaxed
    {
        public static readonly LinkFactsJson Context = new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}
