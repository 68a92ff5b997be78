using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.LocalStorage;

/// <summary>Finds Node.js and the Azurite that a package.json of ours pins.</summary>
internal static partial class AzuriteInstallation
{
    // Azurite asks for 22, but works with 20.
    private const int OldestNode = 20;
    private const string HowToGetNode = "Install Node.js 22 or newer from https://nodejs.org and try again.";
    private static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(10);

    /// <summary>Returns the path of Azurite's start script, after installing it where it is missing.</summary>
    public static async Task<string> EnsureAsync(string node, ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        await RequireNodeAsync(node, time, cancellationToken);
        var folder = AzuriteFolder.Find();
        if (!folder.IsInstalled)
        {
            using IDisposable installing = await FileLock.AcquireAsync(folder.InstallLock, time, cancellationToken);
            if (!folder.IsInstalled)
            {
                Log.Installing(logger, folder.Path);
                await InstallAsync(folder.Path, time, cancellationToken);
            }
        }
        return folder.Script;
    }

    private static async Task RequireNodeAsync(string node, TimeProvider time, CancellationToken cancellationToken)
    {
        ProgramRun run;
        try
        {
            run = await ProgramRun.RunAsync(new ProcessStartInfo(node, ["--version"]), InstallTime, time, cancellationToken);
        }
        catch (Win32Exception e)
        {
            throw new LocalStorageException($"Azurite, the local storage, needs Node.js, which was not found. {HowToGetNode}", e) { NodeIsMissing = true };
        }
        string version = run.Output.Trim();
        if (!int.TryParse(version.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major) || major < OldestNode)
        {
            throw new LocalStorageException($"Azurite, the local storage, needs a newer Node.js than {version}. {HowToGetNode}") { NodeIsMissing = true };
        }
    }

    private static async Task InstallAsync(string root, TimeProvider time, CancellationToken cancellationToken)
    {
        var npm = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--omit=dev", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = root,
        };
        try
        {
            ProgramRun run = await ProgramRun.RunAsync(npm, InstallTime, time, cancellationToken);
            if (run.ExitCode != 0)
            {
                throw new LocalStorageException($"npm ci in {root} failed ({run.ExitCode}):\n{run.Output}");
            }
        }
        catch (Win32Exception e)
        {
            throw new LocalStorageException($"npm, which comes with Node.js, was not found. {HowToGetNode}", e) { NodeIsMissing = true };
        }
        catch (TimeoutException e)
        {
            throw new LocalStorageException($"npm ci in {root} did not end within {InstallTime.TotalMinutes} minutes.", e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(260, LogLevel.Information, "Installing Azurite (npm ci), once, about half a minute: {Root}")]
        public static partial void Installing(ILogger logger, string root);
    }
}
