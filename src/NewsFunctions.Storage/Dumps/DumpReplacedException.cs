namespace NewsFunctions.Storage.Dumps;

/// <summary>Reports that the blob was overwritten or deleted since its ETag was read. The new content is a separate dump.</summary>
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
