using NewsFunctions.Core.Diagnostics;

namespace NewsFunctions.Dumps.Diagnostics;

/// <summary>Collects the diagnostics of one article. It is bounded: a million broken items must not cost a million messages.</summary>
internal sealed class DiagnosticList
{
    private const int Most = 100;
    private const int MaxOfOneCode = 60;

    private List<DumpDiagnostic>? _kept;
    private long _more;
    private long _firstMore;

    /// <summary>Says whether the list is full. Check it before composing a message in a loop over items.</summary>
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

    /// <summary>Adds a diagnostic about the whole article, or one that keeps otherwise lost text. It is left out only if dozens of the same
    /// code exist, as in an article with dozens of blocks.</summary>
    public void AddAlways(DumpDiagnostic diagnostic)
    {
        if (_kept is { Count: >= MaxOfOneCode } && HasMany(diagnostic.Code))
        {
            Count(diagnostic.Offset);
            return;
        }

        (_kept ??= new List<DumpDiagnostic>(4)).Add(diagnostic);
    }

    /// <summary>Clears the list for the next article.</summary>
    public void Clear()
    {
        _kept?.Clear();
        _more = 0;
    }

    public void Count(long offset)
    {
        _firstMore = _more++ == 0 ? offset : _firstMore;
    }

    /// <summary>Returns the diagnostics in the order of their offsets.</summary>
    public DumpDiagnostic[] ToArray()
    {
        if (_kept is null or { Count: 0 })
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

    private bool HasMany(string code)
    {
        int count = 0;
        foreach (DumpDiagnostic kept in _kept!)
        {
            count += kept.Code == code ? 1 : 0;
        }

        return count >= MaxOfOneCode;
    }

    /// <summary>Sorts by insertion: it is stable, and the diagnostics are few and mostly sorted.</summary>
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
