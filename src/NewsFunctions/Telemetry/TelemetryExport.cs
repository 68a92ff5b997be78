using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Storage.Connection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace NewsFunctions.Telemetry;

/// <summary>Sends traces, metrics and logs to Azure Monitor, to an OTLP collector, or to both. See docs/telemetry.md.</summary>
internal static class TelemetryExport
{
    /// <summary>Adds exporters if the settings name a receiver. Without one, nothing is added and nothing is collected.</summary>
    /// <remarks>Only the sources named here are collected. Requests of link checks are not instrumented: there are millions of them.</remarks>
    public static void AddTelemetryExport(this FunctionsApplicationBuilder builder)
    {
        TelemetryOptions options = TelemetryOptions.From(builder.Configuration);
        if (!options.IsExported)
        {
            return;
        }

        // Exports our own messages and other libraries' warnings. ASP.NET Core logs each request with its URL, which may hold a key.
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(category: null, LogLevel.Warning);
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>("NewsFunctions", LogLevel.Information);
        builder.Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(traces => AddTraces(traces, options))
            .WithMetrics(metrics => AddMetrics(metrics, options))
            .WithLogging(logs => AddLogs(logs, options), records => records.IncludeFormattedMessage = true);
    }

    /// <summary>Builds the providers before the first function runs. Built while the host starts, they would lose earlier records.</summary>
    public static void StartTelemetry(this IServiceProvider services)
    {
        services.GetService<TracerProvider>();
        services.GetService<MeterProvider>();
    }

    private static void AddTraces(TracerProviderBuilder traces, TelemetryOptions options)
    {
        traces.AddSource(ArchiveTracing.SourceName);
        if (options.AzureMonitorConnection is not null)
        {
            traces.AddAzureMonitorTraceExporter(exporter => Configure(exporter, options));
        }

        if (options.SendsOtlp)
        {
            traces.AddOtlpExporter();
        }

        // Added after the exporters: Azure Monitor's brings a sampler that drops traces at random.
        traces.SetSampler(new AlwaysOnSampler());
    }

    private static void AddMetrics(MeterProviderBuilder metrics, TelemetryOptions options)
    {
        metrics.AddMeter(ArchiveMetrics.MeterName, StorageMetrics.MeterName);
        if (options.AzureMonitorConnection is not null)
        {
            metrics.AddAzureMonitorMetricExporter(exporter => Configure(exporter, options));
        }

        if (options.SendsOtlp)
        {
            metrics.AddOtlpExporter();
        }
    }

    private static void AddLogs(LoggerProviderBuilder logs, TelemetryOptions options)
    {
        if (options.AzureMonitorConnection is not null)
        {
            logs.AddAzureMonitorLogExporter(exporter => Configure(exporter, options));
        }

        if (options.SendsOtlp)
        {
            logs.AddOtlpExporter();
        }
    }

    private static void Configure(AzureMonitorExporterOptions exporter, TelemetryOptions options)
    {
        exporter.ConnectionString = options.AzureMonitorConnection;
        exporter.Credential = Credential(options);
        exporter.SamplingRatio = 1;
        exporter.TracesPerSecond = null;
        exporter.EnableLiveMetrics = false;

        // Otherwise logs of calls are lost: ASP.NET Core runs each call in a span of its own, which nobody records.
        exporter.EnableTraceBasedLogsSampler = false;
    }

    private static ManagedIdentityCredential? Credential(TelemetryOptions options) =>
        !options.UsesIdentity ? null
        : new ManagedIdentityCredential(options.IdentityClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned);
}
