using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace NewsFunctions.Archive.Composition;

/// <summary>Composes the settings of a local archive: defaults, local.settings.json, the environment, the command line;
/// each overrides the ones before it.</summary>
/// <remarks>The functions run in separate processes. They get <see cref="Values"/> as environment variables, the command reads
/// <see cref="Configuration"/>, and both see the same.</remarks>
public sealed class ArchiveSettings
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly IConfigurationRoot _environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();

    /// <param name="localSettings">The values of local.settings.json by configuration key.</param>
    public ArchiveSettings(IReadOnlyDictionary<string, string?> localSettings)
    {
        foreach ((string key, string? value) in localSettings.Where(setting => _environment[setting.Key] is null))
        {
            _values[key] = value;
        }

        // On Azure this is an app setting. The trigger's schedule must resolve everywhere.
        SetDefault("LinkCheckSchedule", "0 */15 * * * *");
    }

    /// <summary>Gets what is set besides the environment, by configuration key.</summary>
    public IReadOnlyDictionary<string, string?> Values => _values;

    /// <summary>Gets the present environment and <see cref="Values"/>.</summary>
    public IConfiguration Configuration => new ConfigurationBuilder().AddConfiguration(_environment).AddInMemoryCollection(_values).Build();

    /// <summary>Sets a value and overrides the user's.</summary>
    public void Set(string key, string? value) => _values[key] = value;

    /// <summary>Sets a value unless the user has set it.</summary>
    public void SetDefault(string key, string value)
    {
        if (Configuration[key] is null)
        {
            _values[key] = value;
        }
    }

    /// <summary>Appends a value to the user's list, in either form: numbered keys, or one value with commas.</summary>
    /// <param name="defaults">The default list, which the user's list would replace.</param>
    public void Append(string list, string value, params IReadOnlyList<string> defaults)
    {
        IConfigurationSection section = Configuration.GetSection(list);
        if (section.Value is { } commas)
        {
            _values[list] = $"{commas},{value}";
            return;
        }

        int[] used = [.. section.GetChildren().Select(entry => int.TryParse(entry.Key, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : -1)];
        int next = used.Length == 0 ? 0 : used.Max() + 1;
        foreach (string entry in used.Length == 0 ? defaults.Append(value) : [value])
        {
            _values[string.Create(CultureInfo.InvariantCulture, $"{list}:{next++}")] = entry;
        }
    }
}
