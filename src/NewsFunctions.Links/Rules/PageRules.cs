using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Pages;

namespace NewsFunctions.Links.Rules;

/// <summary>Judges the page of an article link: is it that article, another one, or none?</summary>
internal static class PageRules
{
    private const string Html = "text/html";

    public static (Verdict Verdict, string Reason) Judge(LocationFacts facts, ResponseFacts response, ExpectedFacts? expected)
    {
        if (EndsAtSiteRoot(facts))
        {
            return (Verdict.SoftNotFound, $"The article redirects to the front page {facts.Hops[^1].Url}.");
        }

        if (!IsText(response))
        {
            return (Verdict.WrongType, $"Not a page but {response.SniffedType ?? response.DeclaredType ?? "something unknown"}.");
        }

        bool titleFits = TitleFits(facts, response.Page, expected);
        bool idFits = expected is not null && facts.Probe is not { IsSoft: true, EchoesAddress: true } && PageAddress.Names(response.Page?.Canonical, expected.Id);
        if (titleFits || idFits)
        {
            return ContentRules.Alive(facts, titleFits ? "A page of the title that the dump gave." : "A page that says it is the requested article.");
        }

        return NotFound(facts, response) ?? OfContent(facts, response.Page, expected);
    }

    /// <summary>Handles an article page that refreshes elsewhere: it is alive, whatever the target is. Returns null if no page of the chain
    /// is the article.</summary>
    public static (Verdict Verdict, string Reason)? OfRefreshing(LocationFacts facts, ExpectedFacts? expected)
    {
        if (facts is { Failure: null, Hops.Count: < 2 })
        {
            return null;
        }

        IEnumerable<HopFacts> passed = facts.Failure is null ? facts.Hops.SkipLast(1) : facts.Hops;
        HopFacts? article = passed.FirstOrDefault(hop => hop.Response is { Status: >= 200 and < 300, Page: { } page } && TitleFits(facts, page, expected));
        return article is null ? null : (Verdict.Alive, $"A page of the title that the dump gave, {article.Url}; it refreshes to another.");
    }

    /// <summary>Returns whether the body is text, as a page is.</summary>
    public static bool IsText(ResponseFacts response) =>
        (response.SniffedType ?? response.DeclaredType) is Html or "application/xhtml+xml" or "text/xml" or "text/plain" || response.DeclaredType is Html;

    /// <summary>Judges by bytes shared with other links, if the page itself could not be inspected.</summary>
    public static (Verdict Verdict, string Reason)? Shared(LocationFacts facts) => facts switch
    {
        { SharedBytes: { } bytes } => (Verdict.SoftNotFound, bytes.Links > 0
            ? $"The host gives the same page for {bytes.Links} articles."
            : "The host gives the same page for an article that cannot exist."),
        { SharedUrl: { } url } => (Verdict.SoftNotFound, url.Links > 0
            ? $"{url.Links} articles of the host redirect to the same page."
            : "The host redirects there from an article that cannot exist as well."),
        _ => null,
    };

    private static (Verdict Verdict, string Reason)? NotFound(LocationFacts facts, ResponseFacts response)
    {
        if (Redirects.EndsAtGate(facts))
        {
            return (Verdict.Blocked, $"The article redirects to {facts.Hops[^1].Url}, where visitors log in, pay or agree first.");
        }

        if (Shared(facts) is { } shared)
        {
            return shared;
        }

        // If a host has a real 404 for missing pages, it knows what it has: only a page with the same text overrides that.
        return response.Page is { } page && facts.Probe is { Page: { } other } probe && (probe.IsSoft || page.HasOwnText) && page.Resembles(other)
            ? (Verdict.SoftNotFound, "The host gives the same page for an article that cannot exist.")
            : null;
    }

    private static (Verdict Verdict, string Reason) OfContent(LocationFacts facts, PageFacts? page, ExpectedFacts? expected)
    {
        if (page is null || expected is null)
        {
            return ContentRules.Alive(facts, "A page with text.");
        }

        if (!PageAddress.Names(page.Canonical, expected.Id) && PageAddress.IdLike(page.Canonical, facts.Location, expected.Id) is { } other)
        {
            return (Verdict.Drifted, $"The page says that it is article {other}.");
        }

        // A title that the not-found baseline also has is the site's, not the article's.
        bool hasOwnTitle = (page.Title ?? page.Heading) is not null
            && !(facts.Probe?.Page is { } notFound && PageTitles.AreAlike(page.Title, notFound.Title) && PageTitles.AreAlike(page.Heading, notFound.Heading));
        if (hasOwnTitle && expected.Titles().Any())
        {
            return (Verdict.Drifted, "A page with a different title than in the dump.");
        }

        return ContentRules.Alive(facts, PageAddress.Names(facts.Hops[^1].Url, expected.Id) ? "A page under the requested id." : "A page with text.");
    }

    /// <summary>Returns whether any title matches, because it is chance which of them a dump gave last.</summary>
    private static bool TitleFits(LocationFacts facts, PageFacts? page, ExpectedFacts? expected) =>
        page is not null && expected is not null && expected.Titles().Any(title => Matches(page, title)
            // A title that the not-found baseline also matches is not an article's title.
            && !(facts.Probe?.Page is { } notFound && Matches(notFound, title)));

    private static bool Matches(PageFacts page, string title) =>
        (page.Title is { } own && PageTitles.Match(title, own)) || (page.Heading is { } heading && PageTitles.Match(title, heading));

    private static bool EndsAtSiteRoot(LocationFacts facts) =>
        facts.Hops.Count > 1
        && Uri.TryCreate(facts.Hops[0].Url, UriKind.Absolute, out Uri? first)
        && Uri.TryCreate(facts.Hops[^1].Url, UriKind.Absolute, out Uri? last)
        && last.AbsolutePath == "/"
        && first.AbsolutePath != "/";
}
