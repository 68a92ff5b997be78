using System.Text;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace NewsFunctions.Tests.Architecture;

/// <summary>Finds which rooms use which others, from the compiled assemblies.</summary>
internal sealed class RoomGraph
{
    private static readonly Lazy<RoomGraph> Loaded = new(Load);

    private RoomGraph(IReadOnlyList<IType> types)
    {
        Types = types;
        Uses = (from type in types
                from dependency in type.Dependencies
                where IsOurs(dependency.Target)
                let user = RoomOf(type)
                let used = RoomOf(dependency.Target)
                where user != used
                group $"{type.Name} uses {dependency.Target.Name}" by (user, used))
            .ToDictionary(uses => uses.Key, uses => uses.Order(StringComparer.Ordinal).First());
    }

    public static RoomGraph Current => Loaded.Value;

    /// <summary>The types of the projects in src.</summary>
    public IReadOnlyList<IType> Types { get; }

    /// <summary>The uses between rooms, each with one type of either side as an example.</summary>
    public IReadOnlyDictionary<(string From, string To), string> Uses { get; }

    public static string RoomOf(IType type) => type.Namespace?.FullName ?? "";

    // The loader gives a generic parameter of a .NET type the namespace of its first user, or none.
    public static bool IsOurs(IType type) =>
        type is not GenericParameter && RoomOf(type) is { Length: > 0 } name && !name.StartsWith("LocalFunctionsHost.Rpc", StringComparison.Ordinal)
        && SourceTree.Projects.Any(project => name == project || name.StartsWith($"{project}.", StringComparison.Ordinal));

    /// <summary>Draws the uses as a Mermaid graph, without arrows that follow from others.</summary>
    public static string Draw(IReadOnlyCollection<(string From, string To)> uses, Func<string, string> label)
    {
        var graph = new StringBuilder("```mermaid\ngraph TD\n");
        foreach ((string from, string to) in uses.Where(use => !IsImplied(use, uses)).Order())
        {
            graph.Append("  ").Append(Id(from)).Append('[').Append(label(from)).Append("] --> ").Append(Id(to)).Append('[').Append(label(to)).Append("]\n");
        }

        return graph.Append("```").ToString();
    }

    private static string Id(string room) => room.Replace('.', '_');

    private static bool IsImplied((string From, string To) use, IReadOnlyCollection<(string From, string To)> uses)
    {
        var seen = new HashSet<string>();
        var next = new Stack<string>(uses.Where(other => other.From == use.From && other.To != use.To).Select(other => other.To));
        while (next.TryPop(out string? room))
        {
            if (room == use.To)
            {
                return true;
            }

            foreach ((string _, string to) in seen.Add(room) ? uses.Where(other => other.From == room) : [])
            {
                next.Push(to);
            }
        }

        return false;
    }

    private static RoomGraph Load()
    {
        string here = AppContext.BaseDirectory;
        ArchLoader loader = new ArchLoader()
            .LoadFilteredDirectory(here, "news.dll")
            .LoadFilteredDirectory(Path.Combine(here, "app"), "NewsFunctions.dll");
        foreach (string project in SourceTree.Projects)
        {
            loader = loader.LoadFilteredDirectory(here, $"{project}.dll");
        }

        return new RoomGraph([.. loader.Build().Types.Where(IsOurs)]);
    }
}
