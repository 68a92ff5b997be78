namespace NewsFunctions.Archive.Api;

/// <summary>What a key allows, and what a call needs. Each scope includes the ones before it.</summary>
public enum AccessScope
{
    /// <summary>Feeds. The only scope whose keys may be part of an address, because feed readers send no headers.</summary>
    Feed,

    /// <summary>Every call that reads.</summary>
    Read,

    /// <summary>Every call.</summary>
    Write,
}
