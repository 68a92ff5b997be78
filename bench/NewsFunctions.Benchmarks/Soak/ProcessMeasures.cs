namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Measures memory, handles and threads of one process.</summary>
internal sealed class ProcessMeasures
{
    private static readonly GrowthLimit Memory = new(0.1, 20);
    private static readonly GrowthLimit Handles = new(0, 16);
    private static readonly GrowthLimit Threads = new(0, 8);
    private readonly Measure _memory;
    private readonly Measure _handles;
    private readonly Measure _threads;

    private ProcessMeasures(string process, bool isJudged)
    {
        _memory = new Measure($"memory of the {process}, MB", isJudged ? Memory : null);
        _handles = new Measure($"handles of the {process}", isJudged ? Handles : null);
        _threads = new Measure($"threads of the {process}", isJudged ? Threads : null);
    }

    public IReadOnlyList<Measure> All => [_memory, _handles, _threads];

    /// <returns>Null where the system has no <c>/proc</c>.</returns>
    public static ProcessMeasures? Create(string process, bool isJudged) => ProcessFigures.IsSupported ? new ProcessMeasures(process, isJudged) : null;

    /// <param name="process">The id of the process; null if it does not run.</param>
    public void Add(int? process)
    {
        ProcessFigures? figures = process is { } id ? ProcessFigures.TryRead(id) : null;
        _memory.Add(figures?.Megabytes ?? double.NaN);
        _handles.Add(figures?.Handles ?? double.NaN);
        _threads.Add(figures?.Threads ?? double.NaN);
    }
}
