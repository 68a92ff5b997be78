using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Where a member stands in its dump.</summary>
internal sealed record MemberPlace
{
    /// <inheritdoc cref="DumpRecord.Member"/>
    public required string Name { get; init; }

    /// <summary>Where reading begins in it; entries around it are those that it is in.</summary>
    public required DumpPosition Start { get; init; }

    /// <summary>Where reading goes on when the member is done.</summary>
    public required DumpPosition After { get; init; }

    /// <summary>Zips around it.</summary>
    public int Zips { get; init; }

    /// <summary>Layers of packing, of zip and gzip, around it.</summary>
    public int Layers { get; init; }

    /// <summary>That of the packing around it.</summary>
    public Expansion? Expansion { get; init; }

    /// <summary>What is wrong with the member as a whole; told in a record of its own after all others.</summary>
    public DiagnosticList Defects { get; init; } = new();

    /// <summary>Entries that are done if it is a zip.</summary>
    public int FirstEntry => Zips == 0 ? Start.Entry : Start.InnerEntry;

    /// <summary>One of its entries, if it is a zip.</summary>
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
