namespace NewsFunctions.Tests.Infra;

/// <summary>Creates a fake <c>azd</c> program in a temporary folder, to be put first in the search path.</summary>
internal sealed class FakeAzd : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("news-azd-").FullName;

    /// <param name="script">The program as a shell script.</param>
    public FakeAzd(string script)
    {
        string program = Path.Combine(_folder, "azd");
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public string SearchPath => $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
