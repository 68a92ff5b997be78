using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Facts;

/// <summary>The facts of a check as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LinkFacts))]
internal sealed partial class LinkFactsJson : JsonSerializerContext
{
    /// <summary>The JSON that history keeps: without the escapes that HTML needs, which make a row larger and are made anew on every way.</summary>
    public static LinkFactsJson Evidence => Relaxed.Context;

    // A class of its own: the order of static initialisers over the files of a partial class is not defined.
    private static class Relaxed
    {
        public static readonly LinkFactsJson Context = new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}
