namespace NewsFunctions.Storage.Rows;

/// <summary>Reports a continuation that is malformed or belongs to another filter. The caller's error: 400.</summary>
public sealed class InvalidContinuationException : Exception
{
    public InvalidContinuationException()
        : this("The continuation is not one that this archive gave out, or it belongs to another filter.")
    {
    }

    public InvalidContinuationException(string message)
        : base(message)
    {
    }

    public InvalidContinuationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
