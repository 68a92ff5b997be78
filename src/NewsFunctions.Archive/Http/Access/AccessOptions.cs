namespace NewsFunctions.Archive.Http.Access;

/// <summary>Holds the settings <c>Access:*</c>: who may read and write. See docs/api.md, "Access".</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>Gets a <see cref="ReadAccess"/>. Without it, keys are needed, except for requests that this machine sends to itself if the
    /// app does not run on Azure.</summary>
    public string? Read { get; set; }

    /// <summary>Gets the SHA-256 of each key (64 hex digits) by scope and name, <c>Access:Keys:{scope}:{name}</c>. No setting has a key.</summary>
    public Dictionary<string, Dictionary<string, string?>> Keys { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True if the app trusts the header that App Service's sign-in sets. Only for apps that have that sign-in switched on:
    /// without it, anyone can send the header.</summary>
    public bool TrustPlatformSignIn { get; set; }

    internal ReadAccess? ReadAccess =>
        Enum.GetNames<ReadAccess>().Contains(Read, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<ReadAccess>(Read!, ignoreCase: true) : null;
}
