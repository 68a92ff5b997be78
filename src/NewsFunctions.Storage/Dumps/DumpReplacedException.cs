namespace NewsFunctions.Storage.Dumps;

/// <summary>The blob was overwritten or deleted since its ETag was read; what came instead is a dump of its own.</summary>
public sealed class DumpReplacedException : Exception
{
    public DumpReplacedException()
        : this("The dump was overwritten or deleted while it was read.")
    {
    }

    public DumpReplacedException(string message)
        : base(message)
    {
    }

    public DumpReplacedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
