namespace NewsFunctions.Tests.EmbeddedFunctions;

public sealed class SizeTests
{
    private const int LinesOfCode = 2_000;

    /// <summary>The drop-in stays defensible by being small: docs/design.md section 3 says how its lines are counted.</summary>
    [Fact]
    public void The_drop_in_has_at_most_two_thousand_lines_of_code()
    {
        int lines = Directory
            .EnumerateFiles(Repository.PathOf("src", "EmbeddedFunctions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Count(IsCode);

        Assert.InRange(lines, 1, LinesOfCode);
    }

    private static bool IsCode(string line)
    {
        string text = line.Trim();
        return text.Trim('{', '}', '(', ')', '[', ']', ';', ',').Length > 0
            && !text.StartsWith("//", StringComparison.Ordinal)
            && !(text.StartsWith("using ", StringComparison.Ordinal) && text.EndsWith(';') && !text.Contains('=', StringComparison.Ordinal));
    }
}
