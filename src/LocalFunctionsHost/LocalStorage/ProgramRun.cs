using System.Diagnostics;

namespace LocalFunctionsHost.LocalStorage;

/// <summary>A finished program with all that it printed.</summary>
internal sealed record ProgramRun(int ExitCode, string Output)
{
    /// <summary>Throws <see cref="TimeoutException"/> beyond the bound. The program and its children end with the call in any case.</summary>
    public static async Task<ProgramRun> RunAsync(ProcessStartInfo start, TimeSpan bound, TimeProvider time, CancellationToken cancellationToken)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).WaitAsync(bound, time, cancellationToken);
            return new ProgramRun(process.ExitCode, await output + await error);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
