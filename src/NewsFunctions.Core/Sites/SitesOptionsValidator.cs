using Microsoft.Extensions.Options;

namespace NewsFunctions.Sites;

/// <summary>Each error names the key and what is legal there.</summary>
public sealed class SitesOptionsValidator : IValidateOptions<SitesOptions>
{
    public ValidateOptionsResult Validate(string? name, SitesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<string>();
        if (options.DefaultSite is { Length: > 0 } site && !options.Names.Contains(site))
        {
            errors.Add($"DefaultSite (or --site) is '{site}'; legal is one of the sites {string.Join(", ", options.Names)}. "
                + $"The setting Sites:{(SiteName.IsLegal(site) ? site : "mysite")}:MediaUrls:0 adds a site; the README explains it under \"Your own site\".");
        }

        foreach ((string key, SiteOptions profile) in options.Sites)
        {
            if (!SiteName.IsLegal(key))
            {
                errors.Add($"Sites:{key} is not the name of a site; legal is {SiteName.Rule}.");
            }

            CheckTemplates($"Sites:{key}:MediaUrls", profile.MediaUrls, UrlTemplate.Pic, errors);
            CheckTemplates($"Sites:{key}:PageUrls", profile.PageUrls, UrlTemplate.Id, errors);
            if (!HostAliases.TryParse(profile.Aliases ?? [], out _))
            {
                errors.Add($"Sites:{key}:Aliases is '{string.Join("; ", profile.Aliases!)}'; legal is {HostAliases.Rule}.");
            }

            if (profile.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            {
                errors.Add($"Sites:{key}:TimeZone is '{zone}'; legal is an IANA time zone that this system knows, such as Asia/Tehran or UTC.");
            }
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void CheckTemplates(string key, string[]? templates, string placeholder, List<string> errors)
    {
        foreach ((int index, string text) in (templates ?? []).Index())
        {
            if (!UrlTemplate.TryParse(text, placeholder, out _))
            {
                errors.Add($"{key}:{index} is '{text}'; legal is {UrlTemplate.Rule(placeholder)}.");
            }
        }
    }
}
