using System.Diagnostics;
using System.Reflection;
using LocalFunctionsHost.LocalStorage;

namespace NewsFunctions.Tests.Infra;

/// <summary>Runs the Bicep command line tool that the build restored.</summary>
internal static class Bicep
{
    private static string? Program { get; } = typeof(Bicep).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == nameof(Bicep))?.Value;

    /// <summary>Runs the tool and returns its output. Skips the test if there is no tool for this machine.</summary>
    public static async Task<ProgramRun> RunAsync(params string[] arguments)
    {
        if (Program is null || !File.Exists(Program))
        {
            Required.SkipWithout("bicep", "The Bicep tool is restored on Linux with x64 only.");
        }

        // The tool is shipped without ICU data.
        var start = new ProcessStartInfo(Program!, arguments) { Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" } };
        return await ProgramRun.RunAsync(start, TimeSpan.FromMinutes(3), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
