namespace NewsFunctions.Dumps;

/// <summary>The diagnostics of one article, bounded: a million broken items must not cost a million messages.</summary>
internal sealed class DiagnosticList
{
    private const int Most = 100;

    private List<DumpDiagnostic>? _kept;
    private long _more;
    private long _firstMore;

    /// <summary>Ask before composing a message in a loop over items.</summary>
    public bool IsFull => _kept is { Count: >= Most };

    public void Add(DumpDiagnostic diagnostic)
    {
        if (IsFull)
        {
            Count(diagnostic.Offset);
            return;
        }

        (_kept ??= new List<DumpDiagnostic>(4)).Add(diagnostic);
    }

    /// <summary>For what says something about the whole article: never left out.</summary>
    public void AddAlways(DumpDiagnostic diagnostic) => (_kept ??= new List<DumpDiagnostic>(4)).Add(diagnostic);

    public void Count(long offset)
    {
        _firstMore = _more++ == 0 ? offset : _firstMore;
    }

    /// <summary>By offset.</summary>
    public DumpDiagnostic[] ToArray()
    {
        if (_kept is null)
        {
            return [];
        }

        if (_more > 0)
        {
            _kept.Add(DumpDiagnostics.MoreDiagnostics(_firstMore, _more));
        }

        Sort(_kept);
        return [.. _kept];
    }

    /// <summary>By insertion: stable, and they are few and mostly in order.</summary>
    private static void Sort(List<DumpDiagnostic> diagnostics)
    {
        for (int i = 1; i < diagnostics.Count; i++)
        {
            DumpDiagnostic moved = diagnostics[i];
            int to = i;
            for (; to > 0 && diagnostics[to - 1].Offset > moved.Offset; to--)
            {
                diagnostics[to] = diagnostics[to - 1];
            }

            diagnostics[to] = moved;
        }
    }
}
