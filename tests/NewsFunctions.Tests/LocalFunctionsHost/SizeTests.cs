namespace NewsFunctions.Tests.LocalFunctionsHost;

public sealed class SizeTests
{
    /// <summary>The host is meant to run one app on one machine. For more than that, use Core Tools or Azure.</summary>
    private const int LinesOfCode = 2_250;

    [Fact]
    public void The_local_host_stays_small()
    {
        int lines = Directory
            .EnumerateFiles(Repository.PathOf("src", "LocalFunctionsHost"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Count(IsCode);

        Assert.InRange(lines, 1, LinesOfCode);
    }

    /// <summary>Excludes blank lines, comments, usings and lines that have only brackets.</summary>
    private static bool IsCode(string line)
    {
        string text = line.Trim();
        return text.Trim('{', '}', '(', ')', '[', ']', ';', ',').Length > 0
            && !text.StartsWith("//", StringComparison.Ordinal)
            && !(text.StartsWith("using ", StringComparison.Ordinal) && text.EndsWith(';') && !text.Contains('=', StringComparison.Ordinal));
    }
}
