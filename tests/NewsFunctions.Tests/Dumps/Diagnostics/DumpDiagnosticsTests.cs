using System.Reflection;
using System.Text.RegularExpressions;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Tests.Dumps.Diagnostics;

public sealed class DumpDiagnosticsTests
{
    [Fact]
    public void Document_lists_every_diagnostic_with_its_severity()
    {
        (string, string)[] inCode = [.. typeof(DumpDiagnostics)
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(m => (DumpDiagnostic)m.Invoke(null, [.. m.GetParameters().Select(p => Sample(p.ParameterType))])!)
            .Select(d => (d.Code, DiagnosticSeverities.Name(d.Severity)))
            .Order()];
        (string, string)[] inDocument = [.. Regex
            .Matches(File.ReadAllText(Document()), @"^\| (ND\d{3}) \| (\w+) \|", RegexOptions.Multiline)
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value))
            .Order()];

        Assert.Equal(inCode, inDocument);
        Assert.Equal(inCode.Length, inCode.DistinctBy(d => d.Item1).Count());
    }

    private static object Sample(Type type) => type == typeof(string) ? "x" : Activator.CreateInstance(type)!;

    private static string Document() => Repository.PathOf("docs", "dump-format.md");
}
