using NewsFunctions.Dumps.Bytes;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Opens one member of a dump again, so that the bytes of an article can be had: skip its offset, take its length.</summary>
public static class DumpMember
{
    /// <summary>Stands between the name of a zip within a zip and the name of its entry.</summary>
    internal const string Divider = "!/";

    /// <param name="dump">Read from where it stands; the caller disposes it, after the stream that is returned.</param>
    /// <param name="member">As records name it; empty for a dump that is no zip.</param>
    /// <returns>The member, unpacked, read forward only and asynchronously; null where the dump has no such member, or it cannot be read.</returns>
    public static Task<Stream?> OpenAsync(Stream dump, string member, CancellationToken cancellationToken) =>
        MemberOpening.OpenAsync(dump, member, DumpReadLimits.Default, cancellationToken);
}
