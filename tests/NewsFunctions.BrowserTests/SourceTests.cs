using System.Diagnostics;

namespace NewsFunctions.BrowserTests;

public sealed class SourceTests
{
    /// <remarks>The build cannot fail on a type error, because esbuild strips types without checking them.</remarks>
    [Fact]
    public async Task Source_of_the_page_has_no_type_error()
    {
        string compiler = Repository.PathOf("node_modules", "typescript", "bin", "tsc");
        if (!File.Exists(compiler))
        {
            Required.SkipWithout("typescript", "node_modules/typescript is missing: run npm ci.");
        }

        using Process process = Process.Start(new ProcessStartInfo("node", [compiler, "--project", Repository.PathOf("src", "NewsFunctions.Page"), "--pretty", "false"])
        {
            RedirectStandardOutput = true,
        })!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("", output);
        Assert.Equal(0, process.ExitCode);
    }
}
