using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Webhooks;
using NewsFunctions.Links.Http;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Archive.Composition;

internal static class WebhookServices
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <param name="configuration">The root configuration; the keys are <c>Webhook:*</c>.</param>
    public static IServiceCollection AddWebhook(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddSingleton(provider => new WebhookDelivery(
            provider.GetRequiredService<EventStore>(),
            provider.GetRequiredService<WebhookQueue>(),
            Client(),
            provider.GetRequiredService<IOptions<WebhookOptions>>(),
            provider.GetRequiredService<IOptions<FetchOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WebhookDelivery>>()));
        return services;
    }

    // Not the guarded client of the checks: the operator sets the receiver's address, and it may be private. Its answers are untrusted:
    // redirects are not followed.
    private static HttpClient Client() => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ActivityHeadersPropagator = null,
        },
        disposeHandler: true)
    {
        Timeout = Timeout,
    };
}
