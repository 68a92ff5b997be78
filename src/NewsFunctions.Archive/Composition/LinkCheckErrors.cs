using Microsoft.Extensions.Options;
using NewsFunctions.Core.States;

namespace NewsFunctions.Archive.Composition;

/// <summary>Collects the errors in one part of the link check options. Each message names the key and its legal values.</summary>
internal sealed class LinkCheckErrors
{
    public static readonly TimeSpan MaxInterval = TimeSpan.FromDays(3650);

    private readonly List<string> _all = [];

    public ValidateOptionsResult Result => _all.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_all);

    public void Span(string key, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            Illegal(key, value, $"a duration [d.]hh:mm:ss[.fff] from {least} to {most}");
        }
    }

    public void Share(string key, double value)
    {
        if (value is not (>= 0 and <= 1))
        {
            Illegal(key, value, "a number from 0 to 1");
        }
    }

    public void Whole(string key, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            Illegal(key, value, $"a whole number from {least} to {most}");
        }
    }

    public void Illegal(string key, object value, string legal) =>
        _all.Add(FormattableString.Invariant($"{LinkCheckSettings.Section}:{key} is '{value}'; legal: {legal}."));

    /// <summary>Adds an error without the value, which may be a secret.</summary>
    public void Unusable(string key, string defect) => _all.Add($"{LinkCheckSettings.Section}:{key} cannot be used: {defect}.");
}
