using System.Diagnostics;

namespace LocalFunctionsHost.LocalStorage;

/// <summary>Holds the exit code and the output of a finished program.</summary>
internal sealed record ProgramRun(int ExitCode, string Output)
{
    /// <summary>Runs a program; throws <see cref="TimeoutException"/> beyond the bound. It and its children always end with the call.</summary>
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
