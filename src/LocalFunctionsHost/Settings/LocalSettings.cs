using System.Text.Json;

namespace LocalFunctionsHost.Settings;

/// <summary>Reads the values of local.settings.json, by configuration key. As with Core Tools, environment variables win over them.</summary>
public static class LocalSettings
{
    public static IReadOnlyDictionary<string, string?> Read(string appFolder)
    {
        string path = Path.Combine(appFolder, "local.settings.json");
        if (!File.Exists(path))
        {
            return new Dictionary<string, string?>();
        }
        using var json = JsonDocument.Parse(File.ReadAllBytes(path), HostJson.Lenient);
        return !json.RootElement.TryGetProperty("Values", out JsonElement values) ? new Dictionary<string, string?>() : values.EnumerateObject()
            .Where(value => Environment.GetEnvironmentVariable(value.Name) is null)
            .ToDictionary(value => value.Name.Replace("__", ":", StringComparison.Ordinal), value => (string?)value.Value.ToString(), StringComparer.OrdinalIgnoreCase);
    }
}
