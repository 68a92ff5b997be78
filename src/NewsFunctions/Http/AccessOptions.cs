namespace NewsFunctions.Http;

/// <summary>The settings <c>Access:*</c>: who may write. docs/design.md section 7.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>The SHA-256 of the write key, 64 hexadecimal digits; the key itself is in no setting.</summary>
    public string? WriteKeyHash { get; set; }

    /// <summary>Whether the header that App Service's sign-in sets is believed. Only for apps that have that sign-in switched on:
    /// without it, anyone can send the header.</summary>
    public bool TrustPlatformSignIn { get; set; }
}
