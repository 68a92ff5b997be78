using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Archive.Operations;

/// <summary>The setting <c>Maintenance</c>: while it is true, the functions leave the archive as it is, so that it can be copied or filled.
/// Reading goes on. docs/operations.md says what each kind of function does meanwhile.</summary>
public sealed class Maintenance(IOptions<MaintenanceOptions> options)
{
    /// <summary>The name of the setting.</summary>
    public const string Key = "Maintenance";

    /// <summary>How long a message that came meanwhile is hidden before it is looked at again.</summary>
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

/// <summary>What the setting says.</summary>
public sealed class MaintenanceOptions
{
    public bool IsOn { get; set; }
}
