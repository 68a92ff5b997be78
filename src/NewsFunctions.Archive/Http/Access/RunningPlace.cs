using Microsoft.Extensions.Configuration;

namespace NewsFunctions.Archive.Http.Access;

/// <summary>Says whether this process runs on Azure, where requests come from anywhere.</summary>
public sealed record RunningPlace(bool IsAzure)
{
    /// <summary>Reads the place. App Service sets <c>WEBSITE_SITE_NAME</c> in every process that it runs.</summary>
    public static RunningPlace From(IConfiguration configuration) => new(!string.IsNullOrEmpty(configuration["WEBSITE_SITE_NAME"]));
}
