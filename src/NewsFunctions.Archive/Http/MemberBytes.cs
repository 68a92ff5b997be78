using NewsFunctions.Core.Articles;
using NewsFunctions.Dumps.Containers;

namespace NewsFunctions.Archive.Http;

/// <summary>Opens a dump at a place.</summary>
internal static class MemberBytes
{
    private const int SkipBuffer = 64 * 1024;

    /// <param name="dump">The dump from its first byte on. The caller disposes it, after the returned stream.</param>
    /// <returns>The member from the place on; null if the dump has no such member.</returns>
    public static async Task<Stream?> OpenAsync(Stream dump, Provenance place, CancellationToken cancellationToken)
    {
        if (await DumpMember.OpenAsync(dump, place.Member, cancellationToken) is not { } member)
        {
            return null;
        }

        await SkipAsync(member, place.Offset, cancellationToken);
        return member;
    }

    private static async Task SkipAsync(Stream stream, long count, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[Math.Min(count, SkipBuffer)];
        for (long left = count; left > 0;)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
            left = read == 0 ? 0 : left - read;
        }
    }
}
