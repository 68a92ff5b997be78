using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using LocalFunctionsHost.Hosting;
using LocalFunctionsHost.Settings;
using NewsFunctions.Cli.Sessions;

namespace NewsFunctions.Cli.Serving;

/// <summary>Manages the file in a data folder that says at which address the archive is served, while it is.</summary>
internal sealed class ServedArchive : IDisposable
{
    private const string FileName = "served.json";
    private const string UsualAddress = "http://127.0.0.1:7071/";
    private static readonly TimeSpan MaxAnswerTime = TimeSpan.FromSeconds(5);

    // Its process runs, so it is busy.
    private static readonly TimeSpan MaxBusyTime = TimeSpan.FromSeconds(30);
    private readonly string _path;

    private ServedArchive(string path) => _path = path;

    /// <summary>Tells other commands of this machine where the archive is served. Dispose it when it is served no more.</summary>
    /// <param name="data">The folder of the storage; null means the usual one.</param>
    public static ServedArchive Announce(Uri address, string? data)
    {
        string path = PathIn(data);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(new ServedAddress(address, Environment.ProcessId), ServedJson.Default.ServedAddress));
        return new ServedArchive(path);
    }

    /// <inheritdoc cref="Announce(Uri, string?)"/>
    public static ServedArchive Announce(LocalHost host, LocalHostOptions options) => Announce(host.Address, options.Data);

    /// <summary>Finds where the archive is served now; null if it is not.</summary>
    /// <remarks>If nothing is announced the usual port is tried: Core Tools serve there and announce nothing.</remarks>
    public static async Task<Uri?> FindAsync(string? data, CancellationToken cancellationToken)
    {
        if (Read(PathIn(data)) is { } served)
        {
            return IsRunning(served.ProcessId) && await AnswersAsync(served.Address, MaxBusyTime, cancellationToken) ? served.Address : null;
        }

        var usual = new Uri(UsualAddress);
        return data is null && await AnswersAsync(usual, MaxAnswerTime, cancellationToken) ? usual : null;
    }

    /// <summary>Tells a person who needs the archive served how to start it.</summary>
    public static string HowToStart(string? data) => $"Serve it in another terminal: news serve{(data is null ? "" : $" --data {data}")}";

    public void Dispose()
    {
        // Another process may serve the same archive by now.
        if (Read(_path)?.ProcessId == Environment.ProcessId)
        {
            File.Delete(_path);
        }
    }

    private static string PathIn(string? data) => Path.Combine(Path.GetFullPath(ArchiveSession.LocalStorage(data).DataFolder), FileName);

    private static ServedAddress? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ServedJson.Default.ServedAddress);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(Uri address, TimeSpan most, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = most };
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(address, "api/health"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode != System.Net.HttpStatusCode.NotFound;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}

internal sealed record ServedAddress(Uri Address, int ProcessId);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ServedAddress))]
internal sealed partial class ServedJson : JsonSerializerContext;
