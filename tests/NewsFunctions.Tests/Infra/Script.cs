using System.Diagnostics;
using LocalFunctionsHost.LocalStorage;

namespace NewsFunctions.Tests.Infra;

/// <summary>Runs a script of infra/scripts with the environment that azd sets.</summary>
internal static class Script
{
    private static readonly Dictionary<string, string> Azd = new(StringComparer.Ordinal)
    {
        ["AZURE_ENV_NAME"] = "test",
        ["AZURE_TENANT_ID"] = "22222222-2222-2222-2222-222222222222",
        ["AZURE_SUBSCRIPTION_ID"] = "11111111-1111-1111-1111-111111111111",
        ["AZURE_RESOURCE_GROUP"] = "rg-test",
        ["AZURE_FUNCTION_APP_NAME"] = "func-news-test",
        ["AZURE_IDENTITY_PRINCIPAL_ID"] = "00000000-0000-0000-0000-00000000000a",
        ["NEWS_URL"] = "https://func-news-test.azurewebsites.net",
        ["NEWS_ARCHIVE_ID"] = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-test/providers/Microsoft.Storage/storageAccounts/starctest",
        ["NEWS_ARCHIVE_BLOB_URL"] = "https://starctest.blob.core.windows.net/",
        ["NEWS_RUNTIME_BLOB_URL"] = "https://struntest.blob.core.windows.net/",
        ["NEWS_PACKAGE_CONTAINER"] = "packages",
        ["NEWS_DEAD_LETTERS_CONTAINER"] = "dead-letters",
        ["NEWS_SYSTEM_TOPIC"] = "evgt-news-test",
    };

    public static async Task<ProgramRun> RunAsync(string script, string[] arguments, Dictionary<string, string> environment)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The scripts run in bash.");
        }

        ProcessStartInfo start = new(Repository.PathOf("infra", "scripts", script), arguments);
        foreach ((string name, string value) in Azd.Concat(environment))
        {
            start.Environment[name] = value;
        }

        return await ProgramRun.RunAsync(start, TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
