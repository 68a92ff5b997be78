using Microsoft.Extensions.Options;
using NewsFunctions.Core.Captures;
using NewsFunctions.Links.Captures;

namespace NewsFunctions.Archive.Composition;

/// <summary>Validates the capture settings. Each message names the key and its legal values.</summary>
internal sealed class CaptureOptionsValidator : IValidateOptions<CaptureOptions>
{
    private const long MaxBytes = 10_000_000_000;

    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(20);

    public ValidateOptionsResult Validate(string? name, CaptureOptions options)
    {
        List<string> errors = [];
        if (options.MaxBytes is < 1 or > MaxBytes)
        {
            errors.Add(Message("MaxBytes", options.MaxBytes, $"a whole number from 1 to {MaxBytes}"));
        }

        if (options.Types.Count == 0 || !options.Types.All(CaptureTypes.IsKnown))
        {
            errors.Add(Message("Types", string.Join(',', options.Types), $"one or more of {string.Join(", ", CaptureTypes.All)}"));
        }

        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > MaxTime)
        {
            errors.Add(Message("Timeout", options.Timeout, $"a duration [d.]hh:mm:ss[.fff] from 00:00:01 to {MaxTime}"));
        }

        if (options.Budget < TimeSpan.FromSeconds(1) || options.Budget > MaxTime)
        {
            errors.Add(Message("Budget", options.Budget, $"a duration [d.]hh:mm:ss[.fff] from 00:00:01 to {MaxTime}"));
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static string Message(string key, object value, string legal) =>
        FormattableString.Invariant($"{CaptureOptions.SectionName}:{key} is '{value}'; legal: {legal}.");
}
