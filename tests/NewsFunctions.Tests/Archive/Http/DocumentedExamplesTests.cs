using System.Text.RegularExpressions;

namespace NewsFunctions.Tests.Archive.Http;

/// <summary>Tests the example calls of docs/api.md, which a newcomer pastes beside a running <c>news run</c>.</summary>
public sealed partial class DocumentedExamplesTests
{
    [Fact]
    public void Examples_use_the_site_of_the_samples()
    {
        string[] sites = [.. Calls().SelectMany(call => SiteOf().Matches(call)).Select(site => site.Groups["site"].Value)];

        Assert.NotEmpty(sites);
        Assert.All(sites, site => Assert.Equal("samples", site));
    }

    [Fact]
    public void Examples_use_articles_of_the_samples()
    {
        string[] ids = [.. Calls().SelectMany(call => PublisherId().Matches(call)).Select(id => id.Groups["id"].Value).Distinct()];

        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.Contains(
            Directory.EnumerateFiles(Repository.PathOf("samples", "dumps")),
            file => Path.GetFileName(file) == $"{id}.txt" || File.ReadAllText(file).Contains($"\"{id}\"", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Calls() =>
        Repository.Read("docs", "api.md").Split('\n').Where(line => line.StartsWith("curl ", StringComparison.Ordinal));

    [GeneratedRegex("""site(=|":")(?<site>[a-z]+)|/api/(articles|links)/(?<site>[a-z]+)/""")]
    private static partial Regex SiteOf();

    [GeneratedRegex(@"/api/(articles/[a-z]+/|links/[a-z]+/p)(?<id>\d+)")]
    private static partial Regex PublisherId();
}
