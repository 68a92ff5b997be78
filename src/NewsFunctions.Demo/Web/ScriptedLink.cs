using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Demo.Web;

/// <summary>Holds a link of the scripted web: its location, and what is there.</summary>
internal sealed class ScriptedLink(Link link, VettedUrl location, LinkScript script)
{
    private WebFile? _file;
    private WebFile? _drifted;

    public VettedUrl Location { get; } = location;

    /// <summary>Gets the host; null if the link may not be requested.</summary>
    public string? Host { get; } = location.Url is { } url ? HostName.Of(url) : null;

    public LinkScript Script { get; } = script;

    public string Key { get; } = $"{link.Site}/{link.Id.Value}";

    /// <summary>Gets its path, from the slash on.</summary>
    public string PathAndQuery { get; } = location.Url?.PathAndQuery ?? "";

    public WebFile File => _file ??= WebFile.Of(link, version: 0);

    public WebFile DriftedFile => _drifted ??= WebFile.Of(link, version: 1);
}
