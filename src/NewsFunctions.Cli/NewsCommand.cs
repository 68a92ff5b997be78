using System.CommandLine;
using NewsFunctions.Cli.Access;
using NewsFunctions.Cli.Backups;
using NewsFunctions.Cli.Checks;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Completions;
using NewsFunctions.Cli.Configs;
using NewsFunctions.Cli.Demo;
using NewsFunctions.Cli.Exports;
using NewsFunctions.Cli.Hosts;
using NewsFunctions.Cli.Judgements;
using NewsFunctions.Cli.Operations;
using NewsFunctions.Cli.Parse;
using NewsFunctions.Cli.Queries;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Rebuild;
using NewsFunctions.Cli.Rejudge;
using NewsFunctions.Cli.Remove;
using NewsFunctions.Cli.Run;
using NewsFunctions.Cli.Serving;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Cli.Uploads;

namespace NewsFunctions.Cli;

/// <summary>Builds and runs the <c>news</c> command.</summary>
public static class NewsCommand
{
    /// <summary>Runs one command line.</summary>
    /// <param name="output">Takes only results.</param>
    /// <param name="error">Takes progress, logs and errors.</param>
    /// <returns>0 for success, 1 for failure, 2 if some dump was rejected.</returns>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken) =>
        RunAsync(args, new Terminal(output, error), cancellationToken);

    internal static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken)
    {
        Command root = Build(terminal);
        if (Suggestions.Find(root, args) is { } suggestions)
        {
            terminal.Output.Write(string.Concat(suggestions.Select(suggestion => $"{suggestion}\n")));
            return ExitCodes.Success;
        }

        ParseResult parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        bool isLenient = parsed.Action is { ClearsParseErrors: true } && parsed.CommandResult.Command != root;
        if (!isLenient && UnknownWords.Explain(parsed) is { } unknown)
        {
            terminal.Fail(unknown);
            return terminal.Hint($"Try: {CommandPath(parsed)} --help");
        }

        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
        {
            foreach (string message in parsed.Errors.Select(e => e.Message).Distinct())
            {
                terminal.Fail(message);
            }

            return terminal.Hint($"Try: {CommandPath(parsed)} --help");
        }

        terminal.WritesJsonLines = CommonOptions.HasJsonLines(parsed);
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return terminal.Fail(parsed.CommandResult.Command is TeachingCommand { IfStopped: { } left } ? $"stopped; {left}" : "stopped");
        }
        catch (Exception e)
        {
            terminal.Fail(Failures.Explain(e) ?? $"this should not have happened (--verbose shows where): {e.GetType().Name}: {e.Message}");
            foreach (string line in parsed.GetValue(CommonOptions.Verbose) ? e.ToString().Split('\n') : [])
            {
                terminal.Progress(line);
            }

            return ExitCodes.Failure;
        }
    }

    internal static TeachingCommand Build(Terminal terminal)
    {
        var root = new TeachingCommand("news", "An archive of news articles that notices when their pictures, videos and pages disappear.", """
            Examples:
              news run                        everything on this machine, with the samples; http://127.0.0.1:7071
              news run ~/dumps --once --json  a folder of dumps: ingest, check, one JSON object, the end
              news serve                      the archive that a run made, without another ingest
              news parse dump.txt             what the parser sees in one file; needs no storage
              news links --url https://news.example.org --state Dead    another archive, with its key in NEWS_KEY
              news test                       every test; the script of the repository knows it

            Exit codes: 0 success, 1 failure, 2 some dump was rejected, 130 ended at once by a second Ctrl-C.
            Standard output carries results only; progress, logs and errors go to standard error.
            """)
        {
            RunCommand.Create(terminal),
            ServeCommand.Create(terminal),
            DemoCommand.Create(terminal),
            ParseCommand.Create(terminal),
            UploadCommand.Create(terminal),
            CheckCommand.Create(terminal),
            OpenCommand.Create(terminal),
            ArticlesCommand.Create(terminal),
            LinksCommand.Create(terminal),
            HostsCommand.Create(terminal),
            EventsCommand.Create(terminal),
            StatsCommand.Create(terminal),
            SummaryCommand.Create(terminal),
            DumpsCommand.Create(terminal),
            PoisonCommand.Create(terminal),
            OperationsCommand.Create(terminal),
            SurvivalCommand.Create(terminal),
            JudgeCommand.Create(terminal),
            RejudgeCommand.Create(terminal),
            RebuildCommand.Create(terminal),
            RemoveCommand.Create(terminal),
            FixListCommand.Create(terminal),
            ExportCommand.Create(terminal),
            ReportCommand.Create(terminal),
            BackupCommand.Create(terminal),
            RestoreCommand.Create(terminal),
            StorageCommand.Create(terminal),
            KeyCommand.Create(terminal),
            ConfigCommand.Create(terminal),
            CompletionCommand.Create(terminal),
        };
        root.Add(HelpCommand.Create(root, terminal));
        root.Add(TeachingCommand.Help());
        root.Add(new VersionOption());
        return root;
    }

    private static string CommandPath(ParseResult parsed) => UnknownWords.PathOf(parsed.CommandResult.Command);
}
