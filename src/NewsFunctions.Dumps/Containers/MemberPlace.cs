using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Describes the place of a member in its dump.</summary>
internal sealed record MemberPlace
{
    /// <inheritdoc cref="DumpRecord.Member"/>
    public required string Name { get; init; }

    /// <summary>The position in the member at which reading starts. Its entries are those that contain the member.</summary>
    public required DumpPosition Start { get; init; }

    /// <summary>The position at which reading continues after the member.</summary>
    public required DumpPosition After { get; init; }

    /// <summary>The number of zips that contain it.</summary>
    public int Zips { get; init; }

    /// <summary>The number of packing layers (zip and gzip) around it.</summary>
    public int Layers { get; init; }

    /// <summary>The expansion limit of the outer packing.</summary>
    public Expansion? Expansion { get; init; }

    /// <summary>The defects of the member as a whole. They are reported in a separate record after all others.</summary>
    public DiagnosticList Defects { get; init; } = new();

    /// <summary>The number of finished entries if it is a zip.</summary>
    public int FirstEntry => Zips == 0 ? Start.Entry : Start.InnerEntry;

    /// <summary>Returns the place of one of its entries if it is a zip.</summary>
    public MemberPlace Entry(int ordinal, string name, int layers) => new()
    {
        Name = Zips == 0 ? name : Name + DumpMember.Divider + name,
        Start = ordinal == FirstEntry ? Start : At(ordinal),
        After = At(ordinal + 1),
        Zips = Zips + 1,
        Layers = layers + 1,
    };

    private DumpPosition At(int ordinal) =>
        Zips == 0 ? new DumpPosition { Entry = ordinal } : new DumpPosition { Entry = Start.Entry, InnerEntry = ordinal };
}
