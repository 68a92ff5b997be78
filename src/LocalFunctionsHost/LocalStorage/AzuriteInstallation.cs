using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.LocalStorage;

/// <summary>Node.js and the Azurite that the repository's package.json pins.</summary>
internal static partial class AzuriteInstallation
{
    // Azurite asks for 22, and works with 20.
    private const int OldestNode = 20;
    private const string HowToGetNode = "Install Node.js 22 or newer from https://nodejs.org and try again.";
    private static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(10);

    /// <summary>The path of Azurite's start script, after installing it where it is missing.</summary>
    public static async Task<string> EnsureAsync(string node, ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        await RequireNodeAsync(node, time, cancellationToken);
        var root = FindRoot(AppContext.BaseDirectory) ?? FindRoot(Environment.CurrentDirectory) ?? throw new LocalStorageException(
            $"No package.json that names azurite was found above {AppContext.BaseDirectory} or {Environment.CurrentDirectory}.");
        var script = Path.Combine(root, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!IsInstalled(root, script))
        {
            using var installing = await FileLock.AcquireAsync(Path.Combine(root, "artifacts", "npm-ci.lock"), time, cancellationToken);
            if (!IsInstalled(root, script))
            {
                LogInstalling(logger, root);
                await InstallAsync(root, time, cancellationToken);
            }
        }
        return script;
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
        var version = run.Output.Trim();
        if (!int.TryParse(version.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) || major < OldestNode)
        {
            throw new LocalStorageException($"Azurite, the local storage, needs a newer Node.js than {version}. {HowToGetNode}") { NodeIsMissing = true };
        }
    }

    // npm writes the hidden lock file last, so an installation that was interrupted does not count.
    private static bool IsInstalled(string root, string script) =>
        File.Exists(script) && File.Exists(Path.Combine(root, "node_modules", ".package-lock.json"));

    private static async Task InstallAsync(string root, TimeProvider time, CancellationToken cancellationToken)
    {
        var npm = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--omit=dev", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = root,
        };
        try
        {
            var run = await ProgramRun.RunAsync(npm, InstallTime, time, cancellationToken);
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

    private static string? FindRoot(string folder)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
        {
            var package = Path.Combine(candidate.FullName, "package.json");
            if (File.Exists(package) && NamesAzurite(package))
            {
                return candidate.FullName;
            }
        }
        return null;
    }

    private static bool NamesAzurite(string package)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(package));
        return json.RootElement.TryGetProperty("dependencies", out var dependencies) && dependencies.TryGetProperty("azurite", out _);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Installing Azurite (npm ci), once, about half a minute: {Root}")]
    private static partial void LogInstalling(ILogger logger, string root);
}
