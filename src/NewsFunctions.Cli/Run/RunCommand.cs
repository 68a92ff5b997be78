using System.CommandLine;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Run;

/// <summary>Implements <c>news run</c>, which runs the whole system on this machine.</summary>
internal static class RunCommand
{
    private const string Description = "Run the whole system on this machine: ingest a folder of dumps, check their links, serve the API.";

    private const string Lessons = """
        Examples:
          news run                           the samples, with a small web site of their own, partly rotten
          news run ~/dumps --data ~/archive  your dumps; the data stays in ~/archive
          news run ~/dumps --once --json     for scripts: one JSON object on standard output, then the end
          news run ~/dumps --site mysite     dumps of a site whose locations are in your settings (README)

        Starts storage, functions and API on this machine, ingests the folder, checks every link that its dumps mention,
        prints a summary, and keeps serving until Ctrl-C.
        All files below the folder are dumps, except hidden ones. Running it again uploads only what has changed.
        With --once and without --data the data is thrown away at the end.

        A file whose name the archive refuses, or whose link leads out of the folder, is skipped and named.

        Exit codes: 0 every dump was ingested, 1 failure, 2 some files were skipped or rejected (nothing in them reads as news).
        """;

    private static readonly Argument<string?> Folder = new("folder")
    {
        Description = "The folder of dumps. Default: the samples of this repository.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Once = new("--once") { Description = "End after the summary instead of serving." };

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("run", Description, Lessons)
        {
            Folder, Once, CommonOptions.DefaultSite, CommonOptions.Json, CommonOptions.Port, CommonOptions.Data, CommonOptions.Verbose,
        };
        command.IfStopped = "what was uploaded, ingested and checked is kept in the data folder (none is with --once without --data). The same command goes on";
        command.SetAction((parsed, stop) => ArchiveRun.RunAsync(Read(parsed), terminal, stop));
        return command;
    }

    private static RunSettings Read(ParseResult parsed) => new()
    {
        Folder = parsed.GetValue(Folder),
        Once = parsed.GetValue(Once),
        Json = parsed.GetValue(CommonOptions.Json),
        Port = parsed.GetValue(CommonOptions.Port),
        Data = parsed.GetValue(CommonOptions.Data),
        Site = parsed.GetValue(CommonOptions.DefaultSite),
        Verbose = parsed.GetValue(CommonOptions.Verbose),
    };
}
