using System.Data.Common;
using Microsoft.Extensions.Configuration;

namespace NewsFunctions.Archive.Telemetry;

/// <summary>Says where telemetry goes. Azure and OpenTelemetry define the settings; without them nothing is exported.</summary>
public sealed record TelemetryOptions
{
    public const string ConnectionStringKey = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    public const string AuthenticationKey = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    public const string OtlpEndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Gets the connection string of an Application Insights component; null if Azure Monitor is not used.</summary>
    public string? AzureMonitorConnection { get; private init; }

    /// <summary>True if a managed identity authenticates to Azure Monitor.</summary>
    public bool UsesIdentity { get; private init; }

    /// <summary>Gets the client id of a user-assigned identity; null means the system-assigned identity.</summary>
    public string? IdentityClientId { get; private init; }

    /// <summary>True if a collector receives OTLP. The exporter itself reads its address, protocol and headers from the environment.</summary>
    public bool SendsOtlp { get; private init; }

    public bool IsExported => AzureMonitorConnection is not null || SendsOtlp;

    /// <exception cref="InvalidOperationException">A setting is invalid. The message names it.</exception>
    public static TelemetryOptions From(IConfiguration configuration)
    {
        DbConnectionStringBuilder authentication = Read(configuration[AuthenticationKey]);
        return new TelemetryOptions
        {
            AzureMonitorConnection = configuration[ConnectionStringKey] is { Length: > 0 } connection ? connection : null,
            UsesIdentity = authentication.TryGetValue("Authorization", out object? scheme) && (string)scheme == "AAD",
            IdentityClientId = authentication.TryGetValue("ClientId", out object? id) ? (string)id : null,
            SendsOtlp = configuration[OtlpEndpointKey] is { Length: > 0 } endpoint && Check(endpoint),
        };
    }

    private static DbConnectionStringBuilder Read(string? authentication)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = authentication };
        }
        catch (ArgumentException e)
        {
            throw new InvalidOperationException($"{AuthenticationKey} must be Authorization=AAD, or ClientId=<client id>;Authorization=AAD.", e);
        }
    }

    private static bool Check(string endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
        ? true
        : throw new InvalidOperationException($"{OtlpEndpointKey} must be an absolute http or https URL, such as http://localhost:4317.");
}
