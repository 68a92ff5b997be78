using System.Text.RegularExpressions;

namespace NewsFunctions.Tests.Infra;

/// <summary>Tests azure.yaml as text, because it is short and only its names and paths matter.</summary>
public sealed partial class AzdTests
{
    private static readonly string Text = Repository.Read("azure.yaml");

    [Fact]
    public void Service_is_the_function_app()
    {
        Assert.Matches(@"(?m)^  functions:\r?\n    project: src/NewsFunctions\r?\n    language: dotnet\r?\n    host: function\r?$", Text);
        Assert.True(File.Exists(Repository.PathOf("src", "NewsFunctions", "NewsFunctions.csproj")));
    }

    [Theory]
    [InlineData("preprovision", "keep-budget-start.sh")]
    [InlineData("predeploy", "wait-for-roles.sh")]
    [InlineData("postdeploy", "subscribe-to-uploads.sh")]
    public void Hook_runs_its_script(string hook, string script) =>
        Assert.Matches($@"(?m)^  {hook}:\r?\n    shell: sh\r?\n    run: infra/scripts/{Regex.Escape(script)}\r?$", Text);

    [Fact]
    public void Hook_scripts_are_executable()
    {
        string[] scripts = [.. Run().Matches(Text).Select(match => Path.Combine(Repository.Root, match.Groups[1].Value))];

        Assert.Equal(3, scripts.Length);
        Assert.All(scripts, script => Assert.True(File.Exists(script), script));
        if (!OperatingSystem.IsWindows())
        {
            foreach (string script in scripts)
            {
                Assert.True(File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute), script);
            }
        }
    }

    [GeneratedRegex(@"(?m)^    run: (\S+)$")]
    private static partial Regex Run();
}
