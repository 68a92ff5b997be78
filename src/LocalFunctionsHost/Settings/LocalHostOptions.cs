using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.Settings;

/// <summary>Says what a local host runs, and how.</summary>
public sealed record LocalHostOptions
{
    /// <summary>Names the configuration section that <see cref="From"/> reads.</summary>
    public const string Section = "LocalHost";

    private const string OldSection = "Embedded";

    /// <summary>The output folder of a function app: of a build or of a publish.</summary>
    public required string AppFolder { get; init; }

    /// <summary>
    /// Holds settings of the app by configuration key, in addition to this process's environment. The triggers resolve their
    /// expressions and connections from both; workers get them as environment variables.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Sets the HTTP port. A taken port is an error; 0 means any free one. Null means 7071, or the next free one if it is taken.</summary>
    public int? Port { get; init; }

    /// <summary>Names the setting or option that gives the port, for the error where it is taken.</summary>
    public string PortName { get; init; } = $"the setting {Section}:{nameof(Port)}";

    /// <summary>The folder of the local storage; null means <see cref="UsualData"/>.</summary>
    public string? Data { get; init; }

    /// <summary>The folder of the local storage if none was chosen.</summary>
    public string UsualData { get; init; } = ".data";

    /// <summary>Says whether HTTP calls need keys.</summary>
    public bool RequireKeys { get; init; }

    /// <summary>Holds the keys by name: <c>Master</c>, <c>Default</c>, <c>Functions:{name}</c>.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>Sets how many worker processes share the runs.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The time that running functions have to end after their cancellation token fired.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Limits the pause between two polls of an idle container.</summary>
    public TimeSpan BlobPollingInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of timers, leases and visibility.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Configures the log of this host and its workers. Nothing is logged unless it is set.</summary>
    public Action<ILoggingBuilder> Logging { get; init; } = static _ => { };

    /// <summary>Reads the section <c>LocalHost</c> of the settings and the environment.</summary>
    /// <exception cref="LocalHostException">A setting is of the wrong type, out of range, or has an old name; the message names it.</exception>
    public static LocalHostOptions From(string appFolder, IReadOnlyDictionary<string, string?> settings)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(settings).Build();
        if (configuration.GetSection(OldSection).GetChildren().FirstOrDefault() is { } old)
        {
            throw new LocalHostException($"The setting {old.Path} is called {Section}:{old.Key} now. Rename it (environment variable {Section}__{old.Key}).");
        }

        IConfigurationSection section = configuration.GetSection(Section);
        var options = new LocalHostOptions
        {
            AppFolder = Path.GetFullPath(appFolder),
            Settings = settings,
            Port = section.GetValue<int?>(nameof(Port)),
            Data = section[nameof(Data)],
            RequireKeys = section.GetValue<bool>(nameof(RequireKeys)),
            Keys = section.GetSection(nameof(Keys)).AsEnumerable(makePathsRelative: true)
                .Where(key => key.Value is not null).ToDictionary(key => key.Key, key => key.Value!, StringComparer.OrdinalIgnoreCase),
            Workers = section.GetValue(nameof(Workers), configuration.GetValue("FUNCTIONS_WORKER_PROCESS_COUNT", 1)),
            GracePeriod = section.GetValue(nameof(GracePeriod), TimeSpan.FromSeconds(10)),
            BlobPollingInterval = section.GetValue(nameof(BlobPollingInterval), TimeSpan.FromSeconds(5)),
        };
        return options.Workers is >= 1 and <= MaxWorkers ? options
            : throw new LocalHostException($"{Section}:{nameof(Workers)} is {options.Workers} and must be from 1 to {MaxWorkers}.");
    }

    // The Functions host limits FUNCTIONS_WORKER_PROCESS_COUNT to the same number.
    private const int MaxWorkers = 10;
}
