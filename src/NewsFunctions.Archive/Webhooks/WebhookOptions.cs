using System.Diagnostics.CodeAnalysis;

namespace NewsFunctions.Archive.Webhooks;

/// <summary>Holds the settings <c>Webhook:*</c>: where events are posted. See docs/settings.md.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhook";

    /// <summary>Gets the URL to which events are posted; empty means none. It may be private: the operator sets it.</summary>
    [SuppressMessage("Design", "CA1056", Justification = "Configuration is text; the validator says what is legal.")]
    public string? Url { get; set; }

    /// <summary>Gets the key of the signatures: base64 of 24 to 64 bytes, optionally with the prefix <c>whsec_</c>.</summary>
    public string? Secret { get; set; }
}
