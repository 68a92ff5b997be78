using System.Security.Cryptography;
using System.Text;

namespace NewsFunctions.IntegrationTests.Api;

/// <summary>An archive that asks for function keys, for a write key, and trusts the platform's sign-in.</summary>
public sealed class GuardedArchive(AzuriteFixture azurite) : ApiHost(azurite)
{
    public const string FunctionKey = "reader";
    public const string WriteKey = "open sesame";

    protected override IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Embedded:RequireKeys", "true"),
        ("Embedded:Keys:Default", FunctionKey),
        ("Access:WriteKeyHash", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(WriteKey)))),
        ("Access:TrustPlatformSignIn", "true"),
    ];
}
