using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Holds the query of <c>GET /api/mentions</c>.</summary>
internal sealed record MentionsRequest(IReadOnlyList<(string Site, LinkId Link)> Links)
{
    public const int MaxLinks = 50;

    public static bool TryRead(
        IQueryCollection query,
        [NotNullWhen(true)] out MentionsRequest? request,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "links");
        string[] asked = reader.Required("links")?.Split(',') ?? [];
        List<(string, LinkId)> links = [];
        foreach (string one in asked)
        {
            if (TryRead(one, out (string, LinkId) link))
            {
                links.Add(link);
            }
        }

        reader.Check(
            links.Count == asked.Length && asked.Length <= MaxLinks,
            "links",
            string.Create(CultureInfo.InvariantCulture, $"'links' has up to {MaxLinks} links as SITE/LINKID, with commas between them, such as samples/p900405."));
        request = new MentionsRequest(links);
        problem = reader.Problem;
        return problem is null;
    }

    private static bool TryRead(string text, out (string Site, LinkId Link) link)
    {
        link = default;
        if (text.Split('/') is not [var site, var id] || !SiteName.IsLegal(site) || !LinkId.TryParse(id, out LinkId parsed))
        {
            return false;
        }

        link = (site, parsed);
        return true;
    }
}
