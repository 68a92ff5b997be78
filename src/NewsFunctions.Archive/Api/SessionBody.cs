namespace NewsFunctions.Archive.Api;

/// <summary>Holds the body of <c>POST /api/session</c>.</summary>
/// <remarks>Not a record: its text would contain the key.</remarks>
public sealed class SessionBody
{
    public string? Key { get; init; }
}
