using System.Text.RegularExpressions;

namespace NewsFunctions.Tests.Architecture;

/// <summary>The rooms as docs/architecture.md lists them: the namespaces of each project, from the bottom up.</summary>
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

    /// <summary>Namespaces, in the order of the document.</summary>
    public IReadOnlyList<string> Rooms { get; }

    /// <summary>Projects, in the order of the document.</summary>
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

    /// <summary>Returns whether a room may use another: one that is above it in the document, in its own project or in one that it may use.</summary>
    public bool Allows(string from, string to) => _rooms[to].Place < _rooms[from].Place;

    public bool Contains(string room) => _rooms.ContainsKey(room);

    /// <summary>The project of a room is the longest one whose name begins the room's.</summary>
    public static string ProjectOf(string room) =>
        SourceTree.Projects.Where(project => room == project || room.StartsWith($"{project}.", StringComparison.Ordinal)).MaxBy(project => project.Length)
        ?? throw new ArgumentException($"No project in src is named as {room} begins.", nameof(room));

    [GeneratedRegex("^### `([^`]+)`")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `([^`]+)` \|")]
    private static partial Regex Row();
}
