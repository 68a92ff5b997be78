using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Serving;

/// <summary>Implements <c>news open</c>, which opens the page of the archive in the browser.</summary>
internal static class OpenCommand
{
    private const string Description = "Open the page of an archive in the browser: of the one that is served on this machine, or of another.";

    private const string Lessons = """
        Examples:
          news open                   the archive that news run, serve or demo serves from this folder
          news open --data ~/archive  the one of another data folder
          news open --print           only its address
          news open --url https://news.example.org

        The variable BROWSER names another program than the usual one.

        Exit codes: 0 the browser was started, 1 failure; also where nobody serves the archive.
        """;

    private static readonly Option<bool> Print = new("--print") { Description = "Print the address and start no browser." };

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("open", Description, Lessons) { Print, CommonOptions.Data, ReadingOptions.Url };
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        string? data = parsed.GetValue(CommonOptions.Data);
        if ((ReadingOptions.AddressOf(parsed) ?? await ServedArchive.FindAsync(data, cancellationToken)) is not { } address)
        {
            return terminal.Fail($"nobody serves the archive of this folder. {ServedArchive.HowToStart(data)}");
        }

        var page = new Uri(address, "dashboard");
        terminal.Line(page.AbsoluteUri);
        return parsed.GetValue(Print) || TryStart(page) ? ExitCodes.Success : terminal.Fail("no browser could be started; open the address above, or name one in the variable BROWSER");
    }

    private static bool TryStart(Uri page)
    {
        try
        {
            using Process? browser = Process.Start(Browser(page.AbsoluteUri));
            return true;
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException)
        {
            return false;
        }
    }

    private static ProcessStartInfo Browser(string page) => Environment.GetEnvironmentVariable("BROWSER") is { Length: > 0 } browser ? new ProcessStartInfo(browser, [page])
        : OperatingSystem.IsWindows() ? new ProcessStartInfo(page) { UseShellExecute = true }
        : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [page]);
}
