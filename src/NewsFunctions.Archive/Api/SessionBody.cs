namespace NewsFunctions.Archive.Api;

/// <summary>The body of <c>POST /api/session</c>.</summary>
/// <remarks>Not a record: its text would have the key in it.</remarks>
public sealed class SessionBody
{
    public string? Key { get; init; }
}
