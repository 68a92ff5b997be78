namespace NewsFunctions.Page;

/// <summary>Reads the files of the page that the build embeds in this assembly.</summary>
public static class PageFiles
{
    public const string Document = "index.html";

    /// <summary>Names the OpenAPI document of the API.</summary>
    public const string OpenApi = "openapi.json";

    /// <summary>Names the page rendered from <see cref="OpenApi"/>.</summary>
    public const string ApiDocs = "api-docs.html";

    /// <summary>
    /// Lists the files that <see cref="Document"/> and <see cref="ApiDocs"/> refer to as <c>{{name}}</c>.
    /// </summary>
    public static IReadOnlyList<string> Assets { get; } = ["app.js", "app.css", "api-docs.css", "icon.svg", "samples.json"];

    public static byte[] Read(string name)
    {
        using Stream embedded = typeof(PageFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"The page has no file '{name}'.", nameof(name));
        byte[] bytes = new byte[embedded.Length];
        embedded.ReadExactly(bytes);
        return bytes;
    }
}
