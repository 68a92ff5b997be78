namespace EmbeddedFunctions;

/// <summary>The running host, for the command line and tests: a singleton of the application's services.</summary>
public sealed class FunctionsHost
{
    private readonly TaskCompletionSource<Uri> _address = new();

    /// <summary>Where HTTP is served, known once the host has started.</summary>
    public Uri Address => _address.Task.IsCompletedSuccessfully ? _address.Task.Result : throw new InvalidOperationException("The host has not started.");
}
