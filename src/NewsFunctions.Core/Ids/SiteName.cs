using System.Diagnostics.CodeAnalysis;

namespace NewsFunctions.Core.Ids;

/// <summary>Defines the rule for site names, which are part of table keys: <c>[a-z0-9][a-z0-9-]{0,31}</c>.</summary>
public static class SiteName
{
    public const int MaxLength = 32;

    /// <summary>A regular expression equivalent to <see cref="IsLegal"/>.</summary>
    public const string Pattern = "^[a-z0-9][a-z0-9-]{0,31}$";

    /// <summary>Describes a valid site name, for messages.</summary>
    public const string Rule = "1 to 32 characters of a-z, 0-9 and '-', not beginning with '-'";

    public static bool IsLegal([NotNullWhen(true)] string? name) =>
        name is { Length: > 0 and <= MaxLength } && name[0] != '-' && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
