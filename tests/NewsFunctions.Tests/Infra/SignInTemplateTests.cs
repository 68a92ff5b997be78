using System.Text.Json.Nodes;

namespace NewsFunctions.Tests.Infra;

public sealed class SignInTemplateTests
{
    [Fact]
    public async Task Without_a_client_id_sign_in_is_off_and_not_trusted()
    {
        Deployment deployment = await Deployment.WithDefaultsAsync();

        Assert.False((bool)Settings(deployment)["platform"]!["enabled"]!);
        Assert.False((bool)Settings(deployment)["globalValidation"]!["requireAuthentication"]!);
        Assert.DoesNotContain("Access__TrustPlatformSignIn", deployment.AppSettings.Keys);
    }

    /// <summary>Anyone can send the sign-in header if the platform does not set it. So sign-in and trust must be set
    /// together.</summary>
    [Fact]
    public async Task With_a_client_id_sign_in_is_on_and_trusted()
    {
        Deployment deployment = await Deployment.WithSignInAsync();

        Assert.True((bool)Settings(deployment)["platform"]!["enabled"]!);
        Assert.Equal("true", deployment.AppSettings["Access__TrustPlatformSignIn"]);
    }

    /// <summary>Otherwise the platform would reject a call with a key before the app sees it.</summary>
    [Fact]
    public async Task Only_reading_by_sign_in_requires_everyone_to_sign_in()
    {
        JsonNode keys = Settings(await Deployment.WithSignInAsync())["globalValidation"]!;
        JsonNode signIn = Settings(await Deployment.WithEverythingAsync())["globalValidation"]!;

        Assert.Equal((false, "AllowAnonymous"), ((bool)keys["requireAuthentication"]!, (string?)keys["unauthenticatedClientAction"]));
        Assert.Equal((true, "RedirectToLoginPage"), ((bool)signIn["requireAuthentication"]!, (string?)signIn["unauthenticatedClientAction"]));
    }

    [Fact]
    public async Task App_registration_has_no_client_secret()
    {
        Deployment deployment = await Deployment.WithEverythingAsync();
        JsonNode registration = Settings(deployment)["identityProviders"]!["azureActiveDirectory"]!["registration"]!;

        Assert.Equal(Deployment.SignInClientId, (string?)registration["clientId"]);
        Assert.Equal("OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID", (string?)registration["clientSecretSettingName"]);
        Assert.Contains("userAssignedIdentities", deployment.AppSettings["OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_feeds_and_webhooks_need_no_sign_in() => Assert.Equal(
        ["/api/health", "/api/feeds/*", "/runtime/webhooks/*"],
        ExcludedPaths(await Deployment.WithEverythingAsync()));

    /// <summary>On an excluded path the platform may pass on a forged sign-in header, so no function there may write.</summary>
    [Fact]
    public async Task Functions_on_excluded_paths_only_read()
    {
        string[] excluded = [.. ExcludedPaths(await Deployment.WithEverythingAsync())];
        var open = Triggers.Http.Where(function => excluded.Any(path => Covers(path, function.Route))).ToArray();

        Assert.Equal(["/api/feeds/events.xml", "/api/health"], open.Select(function => function.Route).Order(StringComparer.Ordinal));
        Assert.All(open, function => Assert.Empty(function.Methods.Except(["GET", "HEAD"])));
    }

    private static bool Covers(string path, string route) =>
        path.EndsWith('*') ? route.StartsWith(path[..^1], StringComparison.OrdinalIgnoreCase) : string.Equals(route, path, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> ExcludedPaths(Deployment deployment) =>
        Settings(deployment)["globalValidation"]!["excludedPaths"]!.AsArray().Select(path => (string)path!);

    private static JsonNode Settings(Deployment deployment) =>
        deployment.All("Microsoft.Web/sites/config").Single(config => ((string)config["name"]!).EndsWith("/authsettingsV2", StringComparison.Ordinal))["properties"]!;
}
