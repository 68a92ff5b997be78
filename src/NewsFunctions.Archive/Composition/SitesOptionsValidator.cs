using Microsoft.Extensions.Options;
using NewsFunctions.Core.Sites;

namespace NewsFunctions.Archive.Composition;

/// <summary>Stops the start if <see cref="SitesOptions.FindErrors"/> finds errors.</summary>
internal sealed class SitesOptionsValidator : IValidateOptions<SitesOptions>
{
    public ValidateOptionsResult Validate(string? name, SitesOptions options) => options.FindErrors() is { Count: > 0 } errors
        ? ValidateOptionsResult.Fail(errors)
        : ValidateOptionsResult.Success;
}
