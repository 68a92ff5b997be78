namespace NewsFunctions.Storage.Rows;

/// <summary>Reports a row that Azure would refuse, but Azurite would not.</summary>
internal sealed class RowTooLargeException : ArgumentException
{
    public RowTooLargeException()
    {
    }

    public RowTooLargeException(string message)
        : base(message)
    {
    }

    public RowTooLargeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
