using System.Diagnostics.CodeAnalysis;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>Holds the body of <c>POST /api/link-checks</c>: links by kind and state, or up to 100 by id.</summary>
public sealed record RecheckBody
{
    private const int MaxLinks = 100;

    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    public LinkState? State { get; init; }

    public IReadOnlyList<string?>? LinkIds { get; init; }

    /// <param name="site">The site; valid.</param>
    /// <param name="links">The links by id, without duplicates; null for the form by kind and state.</param>
    internal bool TryRead([NotNullWhen(true)] out string? site, out IReadOnlyList<LinkId>? links, [NotNullWhen(false)] out Problem? problem)
    {
        var errors = new RequestErrors();
        site = Site;
        if (!SiteName.IsLegal(Site))
        {
            errors.Add("site", Site is null ? "'site' is missing." : $"A site has {SiteName.Rule}.");
        }

        links = LinkIds is null ? null : ReadLinks(LinkIds, errors);
        if (LinkIds is not null && (Kind is not null || State is not null))
        {
            errors.Add("linkIds", "Give either 'linkIds' or 'kind' and 'state', not both.");
        }

        problem = errors.Problem;
        return problem is null;
    }

    private static List<LinkId> ReadLinks(IReadOnlyList<string?> texts, RequestErrors errors)
    {
        if (texts.Count is 0 or > MaxLinks)
        {
            errors.Add("linkIds", $"'linkIds' has 1 to {MaxLinks} ids. For more, ask by 'kind' and 'state'.");
            return [];
        }

        var links = new HashSet<LinkId>();
        foreach (string? text in texts)
        {
            if (LinkId.TryParse(text, out LinkId id))
            {
                links.Add(id);
            }
            else
            {
                errors.Add("linkIds", $"'{text}' is not a link id. {Problems.LinkIdRule}");
            }
        }

        return [.. links];
    }
}
