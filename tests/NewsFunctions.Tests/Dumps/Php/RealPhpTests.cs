using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using NewsFunctions.Dumps.Php;

namespace NewsFunctions.Tests.Dumps.Php;

/// <summary>Checks that output of a real PHP is read correctly. TestData/Php/values.php makes the values and explains
/// the format.</summary>
public sealed class RealPhpTests
{
    [Fact]
    public void Recorded_PHP_output_is_read() => AssertRead(File.ReadAllText(TestData("values.json")), 60);

    [Fact]
    public async Task Output_of_the_installed_PHP_is_read() => AssertRead(await RunPhpAsync("7", "400"), 400);

    [Fact]
    public void Indentation_and_line_ends_do_not_change_the_value()
    {
        int read = 0;
        foreach ((byte[] dump, string canonical) in Values(File.ReadAllText(TestData("values.json"))))
        {
            string text = Encoding.Latin1.GetString(dump);
            if (!canonical.Contains("0a", StringComparison.Ordinal))
            {
                read++;
                string[] lines = [.. text.Split('\n').Select(l => l.TrimStart(' '))];
                AssertRead(string.Join('\n', lines), canonical);
                AssertRead(string.Join(' ', lines), canonical);
                AssertRead(text.Replace("\n", "\r\n", StringComparison.Ordinal), canonical);
            }
        }

        Assert.InRange(read, 10, 60);
    }

    private static void AssertRead(string json, int count)
    {
        List<(byte[] Dump, string Canonical)> values = [.. Values(json)];

        Assert.Equal(count, values.Count);
        Assert.All(values, v => AssertRead(Encoding.Latin1.GetString(v.Dump), v.Canonical));
    }

    private static void AssertRead(string latin1, string canonical)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(latin1);
        PhpDump dump = PhpDump.Read(bytes)!;

        Assert.Equal(canonical, PhpCanonical.Write(dump.Value));
        Assert.Empty(dump.Diagnostics);
        Assert.True(dump.Value.IsComplete);
        Assert.Equal(latin1.TrimEnd().Length, dump.End);
        Assert.Equal(dump.End, dump.Value.Length);
    }

    private static IEnumerable<(byte[] Dump, string Canonical)> Values(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(v =>
            (v.GetProperty("dump").GetBytesFromBase64(), v.GetProperty("canonical").GetString()!))];
    }

    private static async Task<string> RunPhpAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("php", [TestData("values.php"), .. arguments]) { RedirectStandardOutput = true };
        try
        {
            using var php = Process.Start(start)!;
            string output = await php.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await php.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, php.ExitCode);
            return output;
        }
        catch (Win32Exception missing)
        {
            Required.SkipWithout("php", $"No PHP to compare with: {missing.Message}");
            throw;
        }
    }

    private static string TestData(string name) => Repository.PathOf("tests", "NewsFunctions.Tests", "TestData", "Php", name);
}
