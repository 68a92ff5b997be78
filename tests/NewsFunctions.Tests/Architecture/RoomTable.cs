using System.Text.RegularExpressions;

namespace NewsFunctions.Tests.Architecture;

/// <summary>Reads the rooms from docs/architecture.md: the namespaces of each project, from the bottom up.</summary>
internal sealed partial class RoomTable
{
    private readonly Dictionary<string, (string Project, int Place)> _rooms = [];

    private RoomTable(IReadOnlyList<string> rooms)
    {
        Rooms = rooms;
        foreach ((int place, string room) in rooms.Index())
        {
            _rooms.Add(room, (ProjectOf(room), place));
        }
    }

    /// <summary>The namespaces in the order of the document.</summary>
    public IReadOnlyList<string> Rooms { get; }

    /// <summary>The projects in the order of the document.</summary>
    public IEnumerable<string> Projects => Rooms.Select(ProjectOf).Distinct();

    public static string DocumentPath { get; } = Repository.PathOf("docs", "architecture.md");

    public static RoomTable Read()
    {
        List<string> rooms = [];
        string? project = null;
        foreach (string line in File.ReadLines(DocumentPath).SkipWhile(line => line != "## Rooms").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                project = heading.Groups[1].Value;
            }
            else if (project is not null && Row().Match(line) is { Success: true } row)
            {
                rooms.Add(row.Groups[1].Value == "(root)" ? project : $"{project}.{row.Groups[1].Value.Replace('/', '.')}");
            }
        }

        return new RoomTable(rooms);
    }

    /// <summary>Returns whether a room may use another one: it must be listed above it, in the same project or in one
    /// that the project may use.</summary>
    public bool Allows(string from, string to) => _rooms[to].Place < _rooms[from].Place;

    public bool Contains(string room) => _rooms.ContainsKey(room);

    /// <summary>Returns the project of a room: the longest project name that the room's name starts with.</summary>
    public static string ProjectOf(string room) =>
        SourceTree.Projects.Where(project => room == project || room.StartsWith($"{project}.", StringComparison.Ordinal)).MaxBy(project => project.Length)
        ?? throw new ArgumentException($"No project in src has a name that {room} starts with.", nameof(room));

    [GeneratedRegex("^### `([^`]+)`")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `([^`]+)` \|")]
    private static partial Regex Row();
}
