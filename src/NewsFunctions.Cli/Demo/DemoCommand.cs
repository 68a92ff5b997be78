using System.CommandLine;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Demo.Scenario;

namespace NewsFunctions.Cli.Demo;

/// <summary>Implements <c>news demo</c>, which builds and serves an archive with a past.</summary>
internal static class DemoCommand
{
    private const int MaxArticles = 20_000;

    private const string Description = "Build an archive with two years of invented checks, and serve it.";

    private static readonly string Lessons = $"""
        Examples:
          news demo                       1,000 articles and 10,000 links in {Installation.UsualDemo}, at http://127.0.0.1:7071
          news demo --articles 5000       a larger one, in some minutes
          news demo --once --data ~/demo  build it and end; 'news demo --data ~/demo' serves it

        Three invented sites, whose links live, die, come back, move and drift as a script says. The checks of the last 24 months
        are played through by the rules of the product; what they leave is written into the archive.
        The hosts of the demo do not exist (.example), so links are not checked, copied or looked up while it is served.
        An archive that is there already is served as it is. The same seed on the same day makes the same archive.

        Exit codes: 0 success, 1 failure.
        """;

    private static readonly Option<int?> Articles = new("--articles")
    {
        Description = $"How many articles; each brings about ten links. Default {DemoOptions.DefaultArticles}.",
        HelpName = "N",
        CustomParser = argument => CommonOptions.Number(argument, DemoOptions.MinArticles, MaxArticles),
    };

    private static readonly Option<int?> Seed = new("--seed")
    {
        Description = $"What chance begins with. Default {DemoOptions.DefaultSeed}.",
        HelpName = "N",
        CustomParser = argument => CommonOptions.Number(argument, 0, int.MaxValue),
    };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = $"The folder of the demo's own storage. Default {Installation.UsualDemo}.",
        HelpName = "DIR",
    };

    private static readonly Option<bool> Once = new("--once") { Description = "End after the summary instead of serving." };

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("demo", Description, Lessons)
        {
            Articles, Seed, Once, CommonOptions.Json, CommonOptions.Port, Data, CommonOptions.Verbose,
        };
        command.IfStopped = "a demo archive that is not complete is of no use: delete its folder, and run the same command again";
        command.SetAction((parsed, stop) => new DemoRun(
            new DemoRunSettings
            {
                Articles = parsed.GetValue(Articles) ?? DemoOptions.DefaultArticles,
                Seed = parsed.GetValue(Seed) ?? DemoOptions.DefaultSeed,
                Once = parsed.GetValue(Once),
                Json = parsed.GetValue(CommonOptions.Json),
                Port = parsed.GetValue(CommonOptions.Port),
                Data = parsed.GetValue(Data) ?? Installation.UsualDemo,
                Verbose = parsed.GetValue(CommonOptions.Verbose),
            },
            terminal,
            TimeProvider.System).RunAsync(stop));
        return command;
    }
}
