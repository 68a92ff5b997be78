using Microsoft.Extensions.Options;
using NewsFunctions.Links.Vantages;

namespace NewsFunctions.Archive.Composition;

internal sealed class VantagesOptionsValidator : IValidateOptions<VantagesOptions>
{
    public ValidateOptionsResult Validate(string? name, VantagesOptions options)
    {
        LinkCheckErrors errors = new();
        errors.Span("VantageTimeout", options.VantageTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        errors.Whole("VantageChecksAtOnce", options.VantageChecksAtOnce, 0, 1_000);
        foreach ((int index, VantageOptions vantage) in options.Vantages.Index())
        {
            string? defect = vantage.Defect()
                ?? (options.Vantages.Count(other => other.Name == vantage.Name) > 1 ? "Name must be another than those of the others" : null);
            if (defect is not null)
            {
                errors.Unusable(FormattableString.Invariant($"Vantages:{index}"), defect);
            }
        }

        return errors.Result;
    }
}
