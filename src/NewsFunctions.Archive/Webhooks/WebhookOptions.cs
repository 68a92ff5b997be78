using System.Diagnostics.CodeAnalysis;

namespace NewsFunctions.Archive.Webhooks;

/// <summary>The settings <c>Webhook:*</c>: who is told of each event. docs/settings.md.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhook";

    /// <summary>Where events are posted; empty: nowhere. It may be private: whoever runs the archive sets it.</summary>
    [SuppressMessage("Design", "CA1056", Justification = "Configuration is text; the validator says what is legal.")]
    public string? Url { get; set; }

    /// <summary>The key of the signatures: base64 of 24 to 64 bytes, with or without <c>whsec_</c> before it.</summary>
    public string? Secret { get; set; }
}
