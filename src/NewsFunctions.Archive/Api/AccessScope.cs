namespace NewsFunctions.Archive.Api;

/// <summary>Says what a key allows and what a call needs. Each scope includes the ones before it.</summary>
public enum AccessScope
{
    /// <summary>Allows feeds. Only keys of this scope may be part of an address, because feed readers send no headers.</summary>
    Feed,

    /// <summary>Allows every call that reads.</summary>
    Read,

    /// <summary>Allows every call.</summary>
    Write,
}
