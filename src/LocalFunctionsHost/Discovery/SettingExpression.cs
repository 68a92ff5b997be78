using System.Text.RegularExpressions;
using LocalFunctionsHost.Settings;
using Microsoft.Extensions.Configuration;

namespace LocalFunctionsHost.Discovery;

/// <summary>Replaces <c>%name%</c> in a trigger by the setting of that name.</summary>
internal static partial class SettingExpression
{
    /// <summary>Resolves the settings in a text. Throws <see cref="LocalHostException"/> naming function and key where one is missing.</summary>
    public static string Resolve(string text, IConfiguration configuration, string function) => Pattern().Replace(text, match =>
        configuration[match.Groups[1].Value] is { Length: > 0 } value ? value : throw new LocalHostException(
            $"Function {function} needs the setting {match.Groups[1].Value} (its trigger says {text}), and there is none."));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Pattern();
}
