using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Search;

namespace NewsFunctions.Cli.Rebuild;

/// <summary>Implements <c>news rebuild</c>, which writes rows that an older version did not write.</summary>
internal static class RebuildCommand
{
    private const string Description = "Add what an archive of an older version lacks: the words of its articles, for searching.";

    private const string Lessons = """
        Examples:
          news rebuild                  the archive of this folder
          news rebuild --data .demo --json

        Once is enough: ingests of this version write the words themselves. Articles that have them are left, so a
        rebuild that was stopped goes on where it was, and another one changes nothing. It may run while the archive is
        served. The JSON is {"articles":1000,"written":1000}: all articles, and those whose words were added.

        Exit codes: 0 success, 1 failure.
        """;

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("rebuild", Description, Lessons) { CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose };
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        ArticleCount count = await archive.Articles.CountAsync(site: null, int.MaxValue - 1, cancellationToken);
        int looked = 0;
        int written = 0;
        await new SlowWork(terminal, TimeProvider.System).RunAsync(
            () => $"Rebuilt the words of {Show.Number(Volatile.Read(ref looked))} of {Show.Number(count.Count)} articles.",
            () => new WorkDone(Volatile.Read(ref looked), count.Count),
            ProgressBar.Things,
            async () =>
            {
                await foreach (RebuiltWords some in archive.Words.RebuildAsync(cancellationToken))
                {
                    Interlocked.Add(ref looked, some.Articles);
                    Interlocked.Add(ref written, some.Written);
                }

                return true;
            });

        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(new RebuildSummary(looked, written), RebuildJson.Default.RebuildSummary));
        }
        else
        {
            terminal.Line($"Added the words of {Show.Number(written)} of {Show.Number(looked)} articles; the others had theirs.");
        }

        return ExitCodes.Success;
    }
}

/// <param name="Articles">The number of all articles of the archive.</param>
/// <param name="Written">The number of articles whose words were added.</param>
internal sealed record RebuildSummary(int Articles, int Written);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RebuildSummary))]
internal sealed partial class RebuildJson : JsonSerializerContext;
