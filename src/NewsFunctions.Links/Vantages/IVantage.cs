using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Links.Vantages;

/// <summary>Another place to look from. Safe for concurrent use.</summary>
internal interface IVantage
{
    string Name { get; }

    /// <summary>What the link's locations answer there. Where the vantage itself fails, that is the failure of the first location: no
    /// evidence either way.</summary>
    Task<LinkFacts> LookAsync(Link link, IReadOnlyList<string> locations, CancellationToken cancellationToken);
}
