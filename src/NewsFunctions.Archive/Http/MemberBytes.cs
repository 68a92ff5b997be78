using NewsFunctions.Core.Articles;
using NewsFunctions.Dumps.Containers;

namespace NewsFunctions.Archive.Http;

/// <summary>Goes to a place in a dump.</summary>
internal static class MemberBytes
{
    private const int SkipBuffer = 64 * 1024;

    /// <param name="dump">From its first byte on; the caller disposes it, after the stream that is returned.</param>
    /// <returns>The member from the place on. Null where the dump has no such member.</returns>
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
