using Microsoft.Extensions.Options;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Media;

namespace NewsFunctions.Archive.Composition;

/// <param name="lease">The duration of a host's lease.</param>
internal sealed class FetchOptionsValidator(TimeSpan lease) : IValidateOptions<FetchOptions>
{
    private static readonly TimeSpan MaxRequestTime = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, FetchOptions options)
    {
        LinkCheckErrors errors = new();

        // A request must have ended before another instance may use the host, and most of the lease is for starting requests.
        TimeSpan longest = lease / 3;
        errors.Span("Timeout", options.Timeout, TimeSpan.FromMilliseconds(100), longest < MaxRequestTime ? longest : MaxRequestTime);

        // The total timeout also ends its parts, so shortening it does not require changing them.
        errors.Span("ConnectTimeout", options.ConnectTimeout, TimeSpan.FromMilliseconds(10), MaxRequestTime);
        errors.Span("TlsTimeout", options.TlsTimeout, TimeSpan.FromMilliseconds(10), MaxRequestTime);
        errors.Span("BodyTimeout", options.BodyTimeout, TimeSpan.FromMilliseconds(10), MaxRequestTime);
        errors.Span("HeadersTimeout", options.HeadersTimeout, TimeSpan.FromMilliseconds(10), MaxRequestTime);
        errors.Whole("MaxRedirects", options.MaxRedirects, 0, 50);
        errors.Whole("BodyBytes", options.BodyBytes, TypeSniffer.BytesNeeded, 16 * 1024 * 1024);
        errors.Whole("WholeFileBytes", options.WholeFileBytes, 0, 1024 * 1024 * 1024);
        if (string.IsNullOrWhiteSpace(options.UserAgent) || options.UserAgent.Any(c => c is < ' ' or > '~') || options.UserAgent.Length > 256)
        {
            errors.Illegal("UserAgent", options.UserAgent, "1 to 256 printable ASCII characters");
        }

        return errors.Result;
    }
}
