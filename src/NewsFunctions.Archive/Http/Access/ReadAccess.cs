namespace NewsFunctions.Archive.Http.Access;

/// <summary>Says who may read: the setting <c>Access:Read</c>.</summary>
public enum ReadAccess
{
    /// <summary>Reading needs a key, or a platform sign-in with a role of the archive.</summary>
    Keys,

    /// <summary>Like Keys, and every signed-in user of the platform, whatever the role.</summary>
    SignIn,

    /// <summary>Everyone may read.</summary>
    Open,
}
