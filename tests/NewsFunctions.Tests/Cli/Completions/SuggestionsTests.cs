using NewsFunctions.Cli;

namespace NewsFunctions.Tests.Cli.Completions;

public sealed class SuggestionsTests
{
    [Theory]
    [InlineData("news ", "upload")]
    [InlineData("news up", "upload")]
    [InlineData("news links --st", "--state")]
    [InlineData("news links --state ", "Suspect")]
    [InlineData("news completion ", "fish")]
    public async Task Possible_next_words_are_suggested(string line, string expected)
    {
        (int exitCode, string output) = await RunAsync($"[suggest:{line.Length}]", line);

        Assert.Equal(0, exitCode);
        Assert.Contains(expected, output.Split('\n'));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _news news")]
    [InlineData("zsh", "compdef _news news")]
    [InlineData("fish", "complete -c news")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Each_shell_gets_its_script(string shell, string line)
    {
        (int exitCode, string output) = await RunAsync("completion", shell);

        Assert.Equal(0, exitCode);
        Assert.Contains(line, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_shell_is_an_error() => Assert.Equal(1, (await RunAsync("completion", "csh")).ExitCode);

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await NewsCommand.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString());
    }
}
