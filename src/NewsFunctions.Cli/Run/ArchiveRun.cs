using EmbeddedFunctions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NewsFunctions.Cli.Samples;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Run;

/// <summary>Starts everything that a run needs, and takes it down again.</summary>
internal static class ArchiveRun
{
    public static async Task<int> RunAsync(RunSettings settings, Terminal terminal, CancellationToken cancellationToken)
    {
        TimeProvider time = TimeProvider.System;
        long started = time.GetTimestamp();
        if (DumpSource.Find(settings.Folder, out string? error) is not { } source)
        {
            return terminal.Fail(error!);
        }

        using DataFolder data = DataFolder.For(settings);
        IReadOnlyList<DumpFile> files = DumpFolder.List(source.Folder, except: data.Path);
        if (files.Count == 0)
        {
            return terminal.Fail($"there are no dumps in {source.Folder} (hidden files do not count)");
        }

        await using SampleSite? site = source.Samples is { } samples ? await SampleSite.StartAsync(samples, cancellationToken) : null;
        FunctionsApplicationBuilder builder = App.CreateBuilder();
        RunConfiguration.Apply(builder, settings, data, site);
        builder.Logging.ToStandardError(settings.Verbose);
        using IHost app = builder.Build();
        try
        {
            await app.StartAsync(cancellationToken);
            RunSummary? summary = await new RunSession(app.Services, terminal, time).RunAsync(files, source.Metadata, started, cancellationToken);
            if (summary is null)
            {
                return ExitCode.Failure;
            }

            RunReport.Write(summary, settings.Json, terminal);
            if (!settings.Once)
            {
                RunReport.WriteAddresses(app.Services.GetRequiredService<FunctionsHost>().Address, terminal);
                await StopAskedForAsync(app, time, cancellationToken);
            }

            return summary.ExitCode;
        }
        finally
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static async Task StopAskedForAsync(IHost app, TimeProvider time, CancellationToken cancellationToken)
    {
        CancellationToken stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, asked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
