using NewsFunctions.Articles;

namespace NewsFunctions.Queries;

/// <summary>Goes to a place in a dump.</summary>
internal static class MemberBytes
{
    private const int SkipBuffer = 64 * 1024;

    /// <returns>The member from the place on; to be disposed. Null where the dump has no such member.</returns>
    public static async Task<Stream?> OpenAsync(Stream dump, Provenance place, CancellationToken cancellationToken)
    {
        Stream? member = null;
        try
        {
            member = await OpenMemberAsync(dump, place.Member, cancellationToken);
            if (member is not null)
            {
                await SkipAsync(member, place.Offset, cancellationToken);
            }

            return member;
        }
        catch
        {
            await (member ?? dump).DisposeAsync();
            throw;
        }
    }

    /// <summary>A dump that is one text is its own member.</summary>
    private static async Task<Stream?> OpenMemberAsync(Stream dump, string member, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (member.Length == 0)
        {
            return dump;
        }

        await dump.DisposeAsync();
        return null;
    }

    private static async Task SkipAsync(Stream stream, long count, CancellationToken cancellationToken)
    {
        if (stream.CanSeek)
        {
            stream.Seek(count, SeekOrigin.Current);
            return;
        }

        byte[] buffer = new byte[Math.Min(count, SkipBuffer)];
        for (long left = count; left > 0;)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
            left = read == 0 ? 0 : left - read;
        }
    }
}
