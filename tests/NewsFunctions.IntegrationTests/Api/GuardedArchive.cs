using NewsFunctions.Archive.Http.Access;

namespace NewsFunctions.IntegrationTests.Api;

/// <summary>Serves an archive that requires keys and trusts the platform's sign-in.</summary>
public sealed class GuardedArchive(AzuriteFixture azurite) : ApiHost(azurite)
{
    public const string FeedKey = "feed me";
    public const string ReadKey = "look at this";
    public const string WriteKey = "open sesame";

    protected override IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Access:Read", "Keys"),
        ("Access:Keys:Feed:reader", AccessKey.HashOf(FeedKey)),
        ("Access:Keys:Read:press", AccessKey.HashOf(ReadKey)),
        ("Access:Keys:Write:editor", AccessKey.HashOf(WriteKey)),
        ("Access:TrustPlatformSignIn", "true"),
    ];
}
