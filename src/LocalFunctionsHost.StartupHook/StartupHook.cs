using System.Diagnostics;

/// <summary>Ends a worker when its host is gone: a worker does not notice that by itself.</summary>
/// <remarks>The runtime wants this type without a namespace, internal, with a static method Initialize
/// (dotnet/runtime, docs/design/features/host-startup-hook.md).</remarks>
internal static class StartupHook
{
    /// <summary>Names the variable with the path of a file. The worker locks it while it lives, so that others can tell when it has ended.</summary>
    private const string LifeFileVariable = "LOCAL_FUNCTIONS_HOST_LIFE_FILE";

    private static FileStream? _lifeFile;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(LifeFileVariable) is not { Length: > 0 } path)
        {
            return;
        }

        // Programs that the worker starts do not belong to the host: they have their own standard input and must not hold the file.
        Environment.SetEnvironmentVariable(LifeFileVariable, null);
        _lifeFile = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        Stream host = Console.OpenStandardInput();
        new Thread(() => EndWith(host)) { IsBackground = true, Name = "Waits for the end of the host" }.Start();
    }

    /// <summary>Ends the process when standard input ends. The host writes nothing: standard input ends when the host closes it or dies.</summary>
    private static void EndWith(Stream host)
    {
        try
        {
            Span<byte> nothing = stackalloc byte[1];
            while (host.Read(nothing) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A broken pipe ends the process as well.
        }

        // Not Environment.Exit: it would wait for hosted services while another worker takes over the work.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
