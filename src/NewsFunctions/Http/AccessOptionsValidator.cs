using Microsoft.Extensions.Options;

namespace NewsFunctions.Http;

internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    private const int HashDigits = 64;

    public ValidateOptionsResult Validate(string? name, AccessOptions options) =>
        string.IsNullOrEmpty(options.WriteKeyHash) || (options.WriteKeyHash.Length == HashDigits && options.WriteKeyHash.All(char.IsAsciiHexDigit))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{AccessOptions.Section}:{nameof(AccessOptions.WriteKeyHash)} must be the SHA-256 of the write key: {HashDigits} hexadecimal digits "
                + "(printf %s \"$KEY\" | sha256sum), or empty.");
}
