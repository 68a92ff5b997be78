using System.CommandLine;
using LocalFunctionsHost.Hosting;
using LocalFunctionsHost.LocalStorage;
using LocalFunctionsHost.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost;

/// <summary>Runs the host as a program of its own: <c>dotnet LocalFunctionsHost.dll --app FOLDER</c>.</summary>
internal static class Program
{
    private static readonly Option<DirectoryInfo> App = new("--app")
    {
        Description = "The output folder of the function app: of a build or of a publish.",
        HelpName = "FOLDER",
        Required = true,
    };

    public static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Runs an isolated .NET function app on this machine. Settings: LocalHost__Port, LocalHost__Data, "
            + "LocalHost__RequireKeys, LocalHost__Keys__*, LocalHost__Workers, LocalHost__GracePeriod, LocalHost__BlobPollingInterval.") { App };
        root.SetAction((parsed, stop) => RunAsync(parsed.GetRequiredValue(App).FullName, stop));
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
    }

    private static async Task<int> RunAsync(string appFolder, CancellationToken stop)
    {
        try
        {
            IReadOnlyDictionary<string, string?> settings = LocalSettings.Read(appFolder);
            IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).AddEnvironmentVariables().Build();
            LocalHostOptions options = LocalHostOptions.From(appFolder, settings) with
            {
                Logging = logging => logging
                    .AddConfiguration(configuration.GetSection("Logging"))
                    // Standard output is reserved for results.
                    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace),
            };
            await using LocalHost host = await LocalHost.StartAsync(options, stop);
            await host.Ended.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return host.Ended.IsFaulted ? 1 : 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (e is IOException or LocalStorageException or LocalHostException or InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" })
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
