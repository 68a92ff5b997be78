using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Webhooks;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Archive.Composition;

/// <summary>Validates the webhook settings. Each message names the key and its legal values.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        if (string.IsNullOrEmpty(options.Url))
        {
            return ValidateOptionsResult.Success;
        }

        List<string> errors = [];
        if (!HttpUrl.TryParse(options.Url, out _))
        {
            errors.Add($"{WebhookOptions.Section}:{nameof(WebhookOptions.Url)} must be an absolute http or https URL without user and password, or empty.");
        }

        if (!WebhookSignature.TryReadSecret(options.Secret, out _))
        {
            errors.Add(
                $"{WebhookOptions.Section}:{nameof(WebhookOptions.Secret)} must be base64 of 24 to 64 random bytes, such as `openssl rand -base64 32` prints, "
                + "with or without whsec_ before it. It signs each post, so that the receiver can verify the sender.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
