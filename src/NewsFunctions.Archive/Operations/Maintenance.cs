using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Archive.Operations;

/// <summary>Reads the setting <c>Maintenance</c>. While it is true, the functions do not change the archive, so that it can be copied or filled.
/// Reads continue. docs/operations.md says what each kind of function does meanwhile.</summary>
public sealed class Maintenance(IOptions<MaintenanceOptions> options)
{
    /// <summary>Names the setting.</summary>
    public const string Key = "Maintenance";

    /// <summary>Delays a message that arrives during maintenance, until it becomes visible again.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMinutes(5);

    public bool IsOn { get; } = options.Value.IsOn;

    /// <exception cref="OptionsValidationException">The value is neither true nor false.</exception>
    public static bool Read(IConfiguration configuration) => configuration[Key] switch
    {
        null or "" => false,
        var text when bool.TryParse(text, out bool value) => value,
        var text => throw new OptionsValidationException(Key, typeof(MaintenanceOptions), [$"'{Key}' is '{text}'. Legal: true or false."]),
    };
}

/// <summary>Holds the setting's value.</summary>
public sealed class MaintenanceOptions
{
    public bool IsOn { get; set; }
}
