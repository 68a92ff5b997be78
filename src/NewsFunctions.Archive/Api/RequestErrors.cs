namespace NewsFunctions.Archive.Api;

/// <summary>Collects the errors of a request by parameter or member, in the order in which they were found.</summary>
internal sealed class RequestErrors
{
    private readonly Dictionary<string, List<string>> _messages = new(StringComparer.Ordinal);

    /// <summary>Gets the problem; null if there are no errors.</summary>
    public Problem? Problem => _messages.Count == 0
        ? null
        : Problems.InvalidRequest(_messages.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<string>)entry.Value));

    public void Add(string name, string message)
    {
        if (!_messages.TryGetValue(name, out List<string>? messages))
        {
            _messages.Add(name, messages = []);
        }

        messages.Add(message);
    }
}
