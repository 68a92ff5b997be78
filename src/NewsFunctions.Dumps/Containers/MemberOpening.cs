using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps.Bytes;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Finds a member by its name and opens it.</summary>
internal static class MemberOpening
{
    public static Task<Stream?> OpenAsync(Stream dump, string member, DumpReadLimits limits, CancellationToken cancellationToken) =>
        OpenAsync(
            dump,
            member,
            new MemberPlace { Name = "", Start = DumpPosition.Start, After = DumpPosition.End },
            limits with { LargeTexts = limits.LargeTexts.ForOneReader() },
            cancellationToken);

    /// <param name="member">The name within the opened container; empty for the whole.</param>
    private static async Task<Stream?> OpenAsync(
        Stream packed, string member, MemberPlace place, DumpReadLimits limits, CancellationToken cancellationToken)
    {
        long origin = packed.CanSeek ? packed.Position : 0;
        Unpacked unpacked = await Unpacked.OpenAsync(packed, place.Layers, place.Expansion, limits, place.Defects, cancellationToken);
        var opened = new OpenedMember(unpacked.Content, [unpacked]);
        try
        {
            bool isZip = unpacked.Kind == ContainerKind.Zip && !unpacked.IsTooDeep;
            Stream? found = (isZip, member.Length) switch
            {
                (false, 0) => opened,
                (true, > 0) => await FindAsync(unpacked, packed, origin, member, place, limits, opened, cancellationToken),
                _ => null,
            };
            if (found is null)
            {
                await opened.DisposeAsync();
            }

            return found;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    private static async Task<Stream?> FindAsync(
        Unpacked unpacked,
        Stream packed,
        long origin,
        string member,
        MemberPlace place,
        DumpReadLimits limits,
        OpenedMember opened,
        CancellationToken cancellationToken)
    {
        Stream file = packed;
        if (!packed.CanSeek || unpacked.Layers > place.Layers)
        {
            file = await Spool.ReadAsync(unpacked.Content, limits.MaxSpoolBytes, place.Defects, cancellationToken);
            opened.Owns(file);
            origin = 0;
        }

        var zip = new ZipBytes(file, origin);
        await foreach (WalkedEntry walked in new ZipWalk(zip, unpacked, place, limits).ReadAsync(cancellationToken))
        {
            bool isWithin = member.StartsWith(walked.Name + DumpMember.Divider, StringComparison.Ordinal);
            if (walked.Name != member && !isWithin)
            {
                continue;
            }

            MemberPlace inner = walked.Place;
            if (walked.Obstacle is not null
                || await ZipEntryStream.OpenAsync(zip.Again(), walked.Entry, walked.MaxBytes, limits, unpacked.Expansion, inner.Defects, cancellationToken)
                    is not { } stream)
            {
                return null;
            }

            opened.Owns(stream);
            string rest = isWithin ? member[(walked.Name.Length + DumpMember.Divider.Length)..] : "";
            if (await OpenAsync(stream, rest, inner with { Expansion = stream.Expansion }, limits, cancellationToken) is not { } content)
            {
                return null;
            }

            opened.Owns(content);
            return new OpenedMember(content, [opened]);
        }

        return null;
    }
}
