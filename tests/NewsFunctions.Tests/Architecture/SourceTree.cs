using System.Text.RegularExpressions;

namespace NewsFunctions.Tests.Architecture;

/// <summary>The sources below src. Constants leave no trace in an assembly, so what names whom is looked up here, too.</summary>
internal static partial class SourceTree
{
    private static readonly string Root = Repository.PathOf("src");

    /// <summary>Names of the projects, which are those of their folders.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>Lists what each file imports: the file's namespace, the imported one, and the file.</summary>
    public static IEnumerable<(string Room, string Imported, string File)> Imports() =>
        from file in Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        let text = File.ReadAllText(file)
        let room = Namespace().Match(text)
        where room.Success
        from Match import in Import().Matches(text)
        select (room.Groups[1].Value, import.Groups[1].Value, Path.GetRelativePath(Root, file));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Import();
}
