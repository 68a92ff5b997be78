using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Links.Vantages;

/// <summary>Represents another place to check from. Safe for concurrent use.</summary>
internal interface IVantage
{
    string Name { get; }

    /// <summary>Returns what the link's locations answer there. If the vantage itself fails, the failure is that of the first location, which is no
    /// evidence either way.</summary>
    Task<LinkFacts> LookAsync(Link link, IReadOnlyList<string> locations, CancellationToken cancellationToken);
}
