using System.Text.RegularExpressions;

namespace NewsFunctions.Tests.Archive.Http;

/// <summary>Checks that the calls and parameters in docs/questions.md are also in docs/api.md.</summary>
public sealed partial class QuestionsPageTests
{
    /// <summary>The table of questions. The table of storage operations per call comes after it.</summary>
    private static string Questions => Repository.Read("docs", "questions.md").Split("## What each call reads")[0];

    [Fact]
    public void Every_row_has_as_many_cells_as_the_header()
    {
        string[] rows = [.. Questions.Split('\n').Where(line => line.StartsWith('|'))];

        Assert.True(rows.Length > 10, "The page has no table of questions.");
        Assert.All(rows, row => Assert.Equal(rows[0].Count(c => c == '|'), row.Count(c => c == '|')));
    }

    [Fact]
    public void Calls_of_the_questions_are_described_with_their_parameters()
    {
        string api = Repository.Read("docs", "api.md");
        Match[] calls = Call().Matches(Questions).ToArray();

        Assert.NotEmpty(calls);
        Assert.All(calls, call =>
        {
            string path = call.Groups["path"].Value.Replace("/samples/", "/{site}/", StringComparison.Ordinal);
            int heading = api.IndexOf($"### GET {path}\n", StringComparison.Ordinal);
            Assert.True(heading >= 0, $"docs/api.md has no GET {path}.");
            string section = api[heading..].Split("\n##")[0];
            Assert.All(
                call.Groups["name"].Captures,
                name => Assert.True(section.Contains($"`{name.Value}`", StringComparison.Ordinal), $"GET {path} has no parameter {name.Value}."));
        });
    }

    [GeneratedRegex(@"GET (?<path>/api/[a-z/{}A-Z]+)(\?((?<name>\w+)=[^&`]+&?)+)?")]
    private static partial Regex Call();
}
