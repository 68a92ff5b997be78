using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsFunctions.Tests.Architecture;

/// <summary>Reads the source files in src, because constants leave no trace in an assembly.</summary>
internal static partial class SourceTree
{
    private static readonly string Root = Repository.PathOf("src");

    /// <summary>The names of the projects, which are also the names of their folders.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>Lists the imports of each file: the file's namespace, the imported namespace and the file.</summary>
    public static IEnumerable<(string Room, string Imported, string File)> Imports() =>
        from file in Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        let text = File.ReadAllText(file)
        let room = Namespace().Match(text)
        where room.Success
        from Match import in Import().Matches(text)
        select (room.Groups[1].Value, import.Groups[1].Value, Path.GetRelativePath(Root, file));

    /// <summary>Lists the event ids of log messages: the namespace, the id (0 if there is none) and the file.</summary>
    public static IEnumerable<(string Room, int Id, string File)> LogEvents() =>
        from file in Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        let text = File.ReadAllText(file)
        from Match message in LogMessage().Matches(text)
        select (
            Namespace().Match(text).Groups[1].Value,
            message.Groups[1].Success ? int.Parse(message.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0,
            Path.GetRelativePath(Root, file));

    [GeneratedRegex(@"\[LoggerMessage\((?:EventId = )?(\d+)?")]
    private static partial Regex LogMessage();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Import();
}
