namespace NewsFunctions.Page;

/// <summary>Reads the files of the page, which the build embeds in this assembly.</summary>
public static class PageFiles
{
    public const string Document = "index.html";

    /// <summary>The OpenAPI document of the API.</summary>
    public const string OpenApi = "openapi.json";

    /// <summary>The page made from <see cref="OpenApi"/>.</summary>
    public const string ApiDocs = "api-docs.html";

    /// <summary>The files that <see cref="Document"/> and <see cref="ApiDocs"/> refer to by <c>{{name}}</c>.</summary>
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
