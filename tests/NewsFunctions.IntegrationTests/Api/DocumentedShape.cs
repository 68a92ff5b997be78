using System.Text.Json;
using System.Text.RegularExpressions;

namespace NewsFunctions.IntegrationTests.Api;

/// <summary>
/// Reads the example answers in docs/api.md and compares their structure: names and nesting of members.
/// </summary>
internal static partial class DocumentedShape
{
    private static readonly Lazy<string> Page = new(() => Repository.Read("docs", "api.md"));

    /// <summary>
    /// Asserts that the answer has the same members, in the same order, as the example under the heading.
    /// </summary>
    public static void Fits(string heading, JsonElement answer)
    {
        Match example = Example().Match(Page.Value, Page.Value.IndexOf($"### {heading}\n", StringComparison.Ordinal));
        Compare("", JsonDocument.Parse(example.Groups["json"].Value).RootElement, answer);
    }

    private static void Compare(string path, JsonElement example, JsonElement answer)
    {
        if (example.ValueKind == JsonValueKind.Array && answer.ValueKind == JsonValueKind.Array)
        {
            if (example.GetArrayLength() > 0)
            {
                Assert.True(answer.GetArrayLength() > 0, $"{path} is an empty array, so its items cannot be compared.");
                Compare($"{path}[0]", example[0], answer[0]);
            }
        }
        else if (example.ValueKind == JsonValueKind.Object && answer.ValueKind != JsonValueKind.Null)
        {
            // The documentation shortens objects whose member names are data.
            if (example.EnumerateObject().Any() && !example.TryGetProperty("...", out _))
            {
                Assert.Equal(example.Names().Select(name => $"{path}.{name}"), answer.Names().Select(name => $"{path}.{name}"));
                foreach (JsonProperty member in example.EnumerateObject())
                {
                    Compare($"{path}.{member.Name}", member.Value, answer.GetProperty(member.Name));
                }
            }
        }
        else if (example.ValueKind != JsonValueKind.Null && answer.ValueKind != JsonValueKind.Null)
        {
            Assert.Equal((path, Kind(example)), (path, Kind(answer)));
        }
    }

    private static string Kind(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : value.ValueKind.ToString();

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
