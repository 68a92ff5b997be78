namespace LocalFunctionsHost.Settings;

/// <summary>Reports that the app, its settings or this machine do not let the host run; the message says what, where and what to do.</summary>
public sealed class LocalHostException : Exception
{
    public LocalHostException()
        : base("The local host cannot run.")
    {
    }

    public LocalHostException(string message)
        : base(message)
    {
    }

    public LocalHostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
