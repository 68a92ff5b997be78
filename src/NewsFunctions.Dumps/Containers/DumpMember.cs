using NewsFunctions.Dumps.Bytes;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Opens one member of a dump again to read the bytes of an article: skip its offset, take its length.</summary>
public static class DumpMember
{
    /// <summary>Separates the name of a nested zip from the name of its entry.</summary>
    internal const string Divider = "!/";

    /// <param name="dump">The dump, read from its current position. The caller disposes it after the returned stream.</param>
    /// <param name="member">The member's name as in the records; empty for a dump that is not a zip.</param>
    /// <returns>The unpacked member, read forward only and asynchronously; null if the dump has no such member or it cannot be read.</returns>
    public static Task<Stream?> OpenAsync(Stream dump, string member, CancellationToken cancellationToken) =>
        MemberOpening.OpenAsync(dump, member, DumpReadLimits.Default, cancellationToken);
}
