using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Access;

namespace NewsFunctions.Archive.Composition;

/// <summary>Validates access settings. Each message names the key and its legal values, but never a hash: it could be a key set by mistake.</summary>
internal sealed class AccessOptionsValidator(IConfiguration configuration) : IValidateOptions<AccessOptions>
{
    private const string KeysSection = $"{AccessOptions.Section}:{nameof(AccessOptions.Keys)}";
    private const string ReadSetting = $"{AccessOptions.Section}:{nameof(AccessOptions.Read)}";

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        string[] errors = [.. ReadErrors(options), .. NamelessKeys(), .. options.Keys.SelectMany(scope => KeyErrors(scope.Key, scope.Value)), .. RepeatedNames(options)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> ReadErrors(AccessOptions options)
    {
        if (!string.IsNullOrEmpty(options.Read) && options.ReadAccess is null)
        {
            yield return $"{ReadSetting} must be {string.Join(", ", Enum.GetNames<ReadAccess>())}, or empty.";
        }

        if (options is { ReadAccess: ReadAccess.SignIn, TrustPlatformSignIn: false })
        {
            yield return $"{ReadSetting} is {ReadAccess.SignIn}, which needs {AccessOptions.Section}:{nameof(AccessOptions.TrustPlatformSignIn)} to be true.";
        }
    }

    /// <summary>Finds hashes without a name, which the binder skips.</summary>
    private IEnumerable<string> NamelessKeys() => configuration.GetSection(KeysSection).GetChildren()
        .Where(scope => !string.IsNullOrEmpty(scope.Value))
        .Select(scope => $"{KeysSection}:{scope.Key} has a value but names no key: {KeysSection}:{{scope}}:{{name}}.");

    private static IEnumerable<string> KeyErrors(string scope, Dictionary<string, string?> keys)
    {
        if (!Enum.GetNames<AccessScope>().Contains(scope, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"{KeysSection}:{scope} names no scope. Scopes are {string.Join(", ", Enum.GetNames<AccessScope>())}: {KeysSection}:{{scope}}:{{name}}.";
        }

        foreach ((string name, string? hash) in keys)
        {
            if (!AccessKey.IsName(name))
            {
                yield return $"{KeysSection}:{scope}:{name} has an illegal name. A key's name has {AccessKey.NameRule}.";
            }

            if (!string.IsNullOrEmpty(hash) && !AccessKey.IsHash(hash))
            {
                yield return $"{KeysSection}:{scope}:{name} must be the SHA-256 of the key, {AccessKey.HashDigits} hexadecimal digits, or empty. "
                    + "`news key` makes a key and prints its hash.";
            }
        }
    }

    private static IEnumerable<string> RepeatedNames(AccessOptions options) => options.Keys
        .SelectMany(scope => scope.Value.Keys)
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .Select(group => $"{KeysSection} has two keys with the name '{group.Key}'. Sessions belong to a key by its name; give one another name.");
}
