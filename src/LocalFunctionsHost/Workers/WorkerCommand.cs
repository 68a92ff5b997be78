using System.Diagnostics;
using System.Text.Json.Nodes;
using LocalFunctionsHost.Settings;

namespace LocalFunctionsHost.Workers;

/// <summary>Says how a worker of the app is started: as the Functions host does, from the app's worker.config.json.</summary>
internal sealed record WorkerCommand
{
    private const string LifeFileVariable = "LOCAL_FUNCTIONS_HOST_LIFE_FILE";
    private const string StartupHooksVariable = "DOTNET_STARTUP_HOOKS";
    private const string StartupHook = "LocalFunctionsHost.StartupHook.dll";

    public required string AppFolder { get; init; }

    public required string Executable { get; init; }

    /// <summary>The full path of the app's assembly; null if the executable is the app itself.</summary>
    public required string? Assembly { get; init; }

    /// <summary>Settings that become environment variables of the worker, by their configuration keys.</summary>
    public required IReadOnlyDictionary<string, string?> Settings { get; init; }

    /// <exception cref="LocalHostException">The folder holds no isolated function app.</exception>
    public static WorkerCommand Read(string appFolder, IReadOnlyDictionary<string, string?> settings)
    {
        string file = Path.Combine(appFolder, "worker.config.json");
        if (!File.Exists(file))
        {
            throw new LocalHostException($"{appFolder} holds no isolated function app: it has no worker.config.json. Name the output folder of a build or a publish.");
        }
        JsonNode? description = JsonNode.Parse(File.ReadAllText(file), documentOptions: HostJson.Lenient)?["description"];
        string path = (string?)description?["defaultWorkerPath"] is { Length: > 0 } relative ? Path.Combine(appFolder, relative)
            : throw new LocalHostException($"{file} names no defaultWorkerPath.");
        bool isManaged = path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        return new WorkerCommand
        {
            AppFolder = appFolder,
            Executable = isManaged ? DotNet((string?)description?["defaultExecutablePath"]) : path,
            Assembly = isManaged ? path : null,
            Settings = settings,
        };
    }

    /// <param name="rpc">The address that the worker connects to.</param>
    /// <param name="workerId">The random name with which the worker must introduce itself.</param>
    /// <param name="lifeFile">The file that the worker locks while it lives.</param>
    public ProcessStartInfo ToStartInfo(Uri rpc, string workerId, string lifeFile)
    {
        string[] worker =
        [
            Executable, .. Assembly is null ? Array.Empty<string>() : [Assembly],
            "--functions-uri", rpc.AbsoluteUri, "--functions-worker-id", workerId, "--functions-request-id", Guid.NewGuid().ToString(),
            "--functions-grpc-max-message-length", $"{int.MaxValue}",
        ];
        // Ctrl-C goes to every process of the terminal's foreground group, and the worker would end in the middle of its work.
        // Ignored signals are inherited; on Windows a process group of its own has the same effect.
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(worker[0], worker[1..]) { CreateNewProcessGroup = true }
            : new ProcessStartInfo("/bin/sh", ["-c", "trap '' INT; exec \"$0\" \"$@\"", .. worker]);
        start.WorkingDirectory = AppFolder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach ((string? key, string? value) in Settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = AppFolder;
        start.Environment[LifeFileVariable] = lifeFile;
        string hooks = start.Environment.TryGetValue(StartupHooksVariable, out string? others) && !string.IsNullOrEmpty(others) ? Path.PathSeparator + others : "";
        start.Environment[StartupHooksVariable] = Path.Combine(AppContext.BaseDirectory, StartupHook) + hooks;
        return start;
    }

    /// <summary>Returns the runtime that runs this program, if it is one that can run another.</summary>
    private static string DotNet(string? configured) => configured is { Length: > 0 } and not "dotnet" ? configured
        : Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
}
