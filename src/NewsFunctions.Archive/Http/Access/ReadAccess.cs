namespace NewsFunctions.Archive.Http.Access;

/// <summary>Who may read: the setting <c>Access:Read</c>.</summary>
public enum ReadAccess
{
    /// <summary>Reading needs a key, or a platform sign-in with a role of the archive.</summary>
    Keys,

    /// <summary>Also whoever the platform has signed in, whatever their role.</summary>
    SignIn,

    /// <summary>Everyone.</summary>
    Open,
}
