using System.Diagnostics;

namespace NewsFunctions.Tests.Cli;

/// <summary>Tests the bash completion script in a real bash with a real <c>news</c>.</summary>
public sealed class ShellCompletionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-completion-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("news up", "upload")]
    [InlineData("news links --sta", "--state")]
    [InlineData("news links --state Su", "Suspect")]
    [InlineData("news hosts pau", "pause")]
    [InlineData("news fix-list --ki", "--kind")]
    public async Task Bash_completes_words(string line, string expected)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Bash is not available on Windows.");
        }

        string[] words = line.Split(' ');
        words[0] = Program();
        string typed = string.Join(' ', words);
        string script = $$"""
            eval "$({{Quoted(words[0])}} completion bash)"
            COMP_LINE={{Quoted(typed)}} COMP_POINT={{typed.Length}} COMP_CWORD={{words.Length - 1}}
            COMP_WORDS=({{string.Join(' ', words.Select(Quoted))}})
            _news
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        Assert.Equal([expected], await RunAsync("bash", "--norc", "-c", script));
    }

    /// <summary>Makes a program that bash can start by a single word, like the installed command.</summary>
    private string Program()
    {
        string program = Path.Combine(_folder.FullName, "news");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet {Quoted(Path.Combine(AppContext.BaseDirectory, "news.dll"))} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return program;
    }

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static async Task<string[]> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
