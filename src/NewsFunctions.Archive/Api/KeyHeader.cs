namespace NewsFunctions.Archive.Api;

/// <summary>Names the request header that carries a key.</summary>
public static class KeyHeader
{
    public const string Name = "x-news-key";
}
