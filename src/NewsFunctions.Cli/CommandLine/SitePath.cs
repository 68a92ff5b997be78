namespace NewsFunctions.Cli.CommandLine;

/// <summary>Parses <c>SITE/ID</c> on the command line, the id without <c>/</c>.</summary>
internal readonly record struct SitePath(string Site, string Id)
{
    public static SitePath? Parse(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1 && text.LastIndexOf('/') == slash
            ? new SitePath(text[..slash], text[(slash + 1)..])
            : null;
    }
}
