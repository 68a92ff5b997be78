namespace NewsFunctions.Demo.Scenario;

/// <summary>Names the language of a site's articles.</summary>
internal enum Language
{
    English,
    Persian,
    Arabic,
}
