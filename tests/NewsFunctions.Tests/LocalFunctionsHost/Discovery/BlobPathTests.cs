using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Settings;

namespace NewsFunctions.Tests.LocalFunctionsHost.Discovery;

public sealed class BlobPathTests
{
    [Theory]
    [InlineData("dumps/{name}", "dumps/a/b.txt", "name=a/b.txt")]
    [InlineData("dumps/{name}.txt", "dumps/a.b.txt", "name=a.b")]
    [InlineData("dumps/{blobname}.{ext}", "dumps/a.b.txt", "blobname=a.b,ext=txt")]
    [InlineData("dumps/in/{site}/{name}", "dumps/in/x/y", "site=x,name=y")]
    [InlineData("dumps/{{x}}-{name}", "dumps/{x}-1", "name=1")]
    [InlineData("dumps", "dumps/any/thing", "name=any/thing")]
    [InlineData("dumps/{name}.txt", "dumps/a.bin", null)]
    [InlineData("dumps/{name}", "others/a", null)]
    [InlineData("dumps/exact.txt", "dumps/exactXtxt", null)]
    public void Pattern_captures_its_named_parts(string pattern, string path, string? captured)
    {
        var match = BlobPath.Parse(pattern).Match(path);
        Assert.Equal(captured, match is null ? null : string.Join(",", match.Select(m => $"{m.Key}={m.Value}")));
    }

    [Fact]
    public void Blobs_are_listed_by_the_prefix_before_the_first_name()
    {
        Assert.Equal("in/", BlobPath.Parse("dumps/in/{name}").Prefix);
        Assert.Equal("", BlobPath.Parse("dumps/{name}").Prefix);
    }

    [Fact]
    public void A_container_cannot_be_a_pattern() => Assert.Throws<LocalHostException>(() => BlobPath.Parse("{any}/{name}"));
}
