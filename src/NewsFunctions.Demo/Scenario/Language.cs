namespace NewsFunctions.Demo.Scenario;

/// <summary>The language of a site's articles.</summary>
internal enum Language
{
    English,
    Persian,
    Arabic,
}
