using NewsFunctions.Cli.Terminals;
using Spectre.Console;

namespace NewsFunctions.Tests.Cli.Terminals;

public sealed class ProgressBarTests : IDisposable
{
    private readonly StringWriter _screen = new();

    public void Dispose() => _screen.Dispose();

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    public async Task Bar_fits_the_terminal_and_shows_rate_and_time_left(int width)
    {
        await ShowAsync(width, moment: TimeSpan.Zero, TimeSpan.FromSeconds(2));

        string[] lines = [.. Lines().Where(line => line.Contains("Uploaded", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 1, width));
        Assert.Contains(lines, line => line.Contains("MB/s", StringComparison.Ordinal) && line.Contains("00:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Quick_work_shows_nothing()
    {
        await ShowAsync(80, moment: TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(300));

        Assert.DoesNotContain("Uploaded", _screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bar_without_colours_has_none()
    {
        await ShowAsync(80, moment: TimeSpan.Zero, TimeSpan.FromSeconds(1));

        Assert.DoesNotMatch(@"\u001b\[[0-9;]*m", _screen.ToString());
    }

    private string[] Lines() => System.Text.RegularExpressions.Regex.Replace(_screen.ToString(), @"\u001b\[[?0-9;]*[A-Za-z]", "\n").Split('\n', '\r');

    private async Task ShowAsync(int width, TimeSpan moment, TimeSpan length)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(TextWriter.Synchronized(_screen)),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
        });
        console.Profile.Width = width;
        double done = 0;
        await ProgressBar.ShowAsync(
            console,
            TimeProvider.System,
            moment,
            () => "Uploaded 2 of 5 dumps, 12.5 of 80.0 MB.",
            () => new WorkDone(done += 1_000_000, 80_000_000),
            ProgressBar.Megabytes,
            async () =>
            {
                await Task.Delay(length, TimeProvider.System, TestContext.Current.CancellationToken);
                return true;
            });
    }
}
