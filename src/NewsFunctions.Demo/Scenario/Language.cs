namespace NewsFunctions.Demo.Papers;

/// <summary>The language of a site's articles.</summary>
internal enum Language
{
    English,
    Persian,
    Arabic,
}
