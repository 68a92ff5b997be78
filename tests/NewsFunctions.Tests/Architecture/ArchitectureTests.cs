using System.Text.RegularExpressions;

namespace NewsFunctions.Tests.Architecture;

/// <summary>Checks the rooms of docs/architecture.md. With <c>NEWS_REWRITE_GOLDENS=1</c> the diagram in it is redrawn.</summary>
public sealed partial class ArchitectureTests(ITestOutputHelper output)
{
    private const string Begin = "<!-- projects -->";

    private static readonly RoomTable Table = RoomTable.Read();

    [Fact]
    public void Every_room_is_listed_and_every_listed_room_exists()
    {
        ILookup<string, string> there = RoomGraph.Current.Types.ToLookup(RoomGraph.RoomOf, type => type.Name);

        Assert.Empty(there.Where(room => !Table.Contains(room.Key)).Select(room => $"{room.Key} with {room.First()}"));
        Assert.Equal(Table.Rooms.Count, Table.Rooms.Count(there.Contains));
    }

    [Fact]
    public void Rooms_use_only_rooms_listed_above_them()
    {
        string[] upward = [.. RoomGraph.Current.Uses.Where(use => !Table.Allows(use.Key.From, use.Key.To)).Select(use => $"{use.Key.From} -> {use.Key.To}: {use.Value}")];
        output.WriteLine(RoomGraph.Draw([.. RoomGraph.Current.Uses.Keys], room => room));

        Assert.NotEmpty(RoomGraph.Current.Uses);
        Assert.True(upward.Length == 0, string.Join("\n", upward));
    }

    // Assemblies show neither constants, which are inlined, nor references in doc comments. So this test reads the sources.
    [Fact]
    public void Sources_import_only_rooms_listed_above_them()
    {
        (string Room, string Imported, string File)[] imports = [.. SourceTree.Imports().Where(import => Table.Contains(import.Imported) && Table.Contains(import.Room))];

        Assert.NotEmpty(imports);
        Assert.Empty(imports.Where(import => !Table.Allows(import.Room, import.Imported)).Select(import => $"{import.File} imports {import.Imported}"));
    }

    [Fact]
    public void Storage_types_of_Azure_stay_in_storage_app_and_local_host() =>
        Assert.Empty(Users("Azure.").Except(["NewsFunctions.Storage", "TableGroupCommit", "NewsFunctions", "LocalFunctionsHost"]));

    [Fact]
    public void Worker_packages_stay_in_the_app()
    {
        Assert.Contains("NewsFunctions", Users("Microsoft.Azure.Functions."));
        Assert.Empty(Users("Microsoft.Azure.Functions.").Except(["NewsFunctions"]));
    }

    [Fact]
    public void Parser_uses_no_network()
    {
        string[] networks = ["System.Net.Http", "System.Net.Sockets", "System.Net.Security", "System.Net.NetworkInformation", "System.Net.WebSockets"];

        Assert.Contains("NewsFunctions.Links", networks.SelectMany(Users));
        Assert.Empty(networks.SelectMany(Users).Intersect(["NewsFunctions.Dumps", "NewsFunctions.Html"]));
    }

    [Fact]
    public void Diagram_in_the_document_matches_the_projects()
    {
        string picture = $"{Begin}\n\n{RoomGraph.Draw(ProjectUses(), project => project)}\n";
        string document = File.ReadAllText(RoomTable.DocumentPath);
        if (Environment.GetEnvironmentVariable("NEWS_REWRITE_GOLDENS") == "1")
        {
            Assert.Null(Environment.GetEnvironmentVariable("CI"));
            int from = document.IndexOf(Begin, StringComparison.Ordinal);
            int to = document.IndexOf("\n### ", from, StringComparison.Ordinal);
            File.WriteAllText(RoomTable.DocumentPath, document[..from] + picture + document[to..]);
            return;
        }

        Assert.Contains(picture, document, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_on_the_documented_code_paths_exist()
    {
        MatchCollection files = SourceLink().Matches(File.ReadAllText(RoomTable.DocumentPath));

        Assert.True(files.Count > 50);
        Assert.All(files, file => Assert.True(File.Exists(Repository.PathOf(file.Groups[1].Value.Split('/'))), file.Value));
    }

    private static (string From, string To)[] ProjectUses() =>
    [
        .. RoomGraph.Current.Uses.Keys
            .Select(use => (RoomTable.ProjectOf(use.From), RoomTable.ProjectOf(use.To)))
            .Where(use => use.Item1 != use.Item2)
            .Distinct(),
    ];

    /// <summary>Lists the projects with a type that uses a given foreign namespace.</summary>
    private static IEnumerable<string> Users(string prefix) =>
        RoomGraph.Current.Types
            .Where(type => type.Dependencies.Any(dependency => RoomGraph.RoomOf(dependency.Target).StartsWith(prefix, StringComparison.Ordinal)))
            .Select(type => RoomTable.ProjectOf(RoomGraph.RoomOf(type)))
            .Distinct();

    [GeneratedRegex(@"\]\(\.\./(src/[^)]+\.cs)\)")]
    private static partial Regex SourceLink();
}
