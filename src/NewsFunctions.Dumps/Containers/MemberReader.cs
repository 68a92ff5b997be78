using System.Runtime.CompilerServices;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Texts;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Reads a member, which is the dump itself or an entry of a zip, whatever its type.</summary>
internal sealed class MemberReader(DumpReadLimits limits)
{
    /// <summary>The size from which entries are decompressed on another thread.</summary>
    private const long WorthAThread = 128 * 1024;

    /// <param name="packed">The member's bytes. The caller disposes them.</param>
    public async IAsyncEnumerable<DumpRecord> ReadAsync(
        Stream packed, MemberPlace place, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (place.Start == DumpPosition.End)
        {
            yield break;
        }

        long origin = packed.CanSeek ? packed.Position : 0;
        await using Unpacked unpacked = await Unpacked.OpenAsync(packed, place.Layers, place.Expansion, limits, place.Defects, cancellationToken);
        bool isPlain = packed.CanSeek && unpacked.Layers == place.Layers;
        if (unpacked.IsTooDeep)
        {
            place.Defects.AddAlways(DumpDiagnostics.PackedTooDeep());
        }
        else
        {
            await foreach (DumpRecord record in ReadAsync(unpacked, isPlain ? packed : null, origin, place, cancellationToken))
            {
                yield return record;
            }
        }

        if (Note(place) is { } note)
        {
            yield return note;
        }
    }

    /// <summary>Returns the defects of the member as a whole, as a record without bytes.</summary>
    private static DumpRecord? Note(MemberPlace place) => place.Defects.ToArray() is [.. var before, var last]
        ? new DumpRecord
        {
            Member = place.Name,
            Offset = last.Offset,
            Length = 0,
            Bytes = default,
            Offsets = TextOffsets.From(last.Offset),
            Diagnostics = before,
            Refusal = last,
            Next = place.After,
        }
        : null;

    /// <param name="plain">The same bytes as a seekable stream, if there is one.</param>
    private IAsyncEnumerable<DumpRecord> ReadAsync(
        Unpacked unpacked, Stream? plain, long origin, MemberPlace place, CancellationToken cancellationToken)
    {
        var source = new TextSource { Member = place.Name };
        switch (unpacked.Kind)
        {
            case ContainerKind.Zip:
                return ReadZipAsync(unpacked, plain, origin, place, cancellationToken);
            case ContainerKind.Warc:
                return new WarcRecords(unpacked.Content, source, limits, place.Defects).ReadAsync(place.Start, cancellationToken);
            case ContainerKind.Ndjson:
                return new NdjsonRecords(unpacked.Content, source, limits).ReadAsync(place.Start, cancellationToken);
            case ContainerKind.Page:
                return new PageRecords(unpacked.Content, source, limits).ReadAsync(place.Start, cancellationToken);
            default:
                // This reader examines the text itself, and knows the length of a seekable one.
                if (plain is not null)
                {
                    plain.Position = origin;
                }

                return TextRecords.ReadAsync(plain ?? unpacked.Content, source, place.Start, limits, cancellationToken);
        }
    }

    private async IAsyncEnumerable<DumpRecord> ReadZipAsync(
        Unpacked unpacked, Stream? plain, long origin, MemberPlace place, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using FileStream? spool = plain is null
            ? await Spool.ReadAsync(unpacked.Content, limits.MaxSpoolBytes, place.Defects, cancellationToken)
            : null;
        var zip = new ZipBytes(spool ?? plain!, spool is null ? origin : 0);
        ZipBytes data = zip.Again();
        var directory = new ZipDirectory(zip);
        var names = new ZipNames();
        var claims = new ZipClaims(zip.Length, limits, unpacked.Expansion);
        int ordinal = 0;
        await foreach (ZipEntry entry in directory.ReadAsync(cancellationToken))
        {
            if (ordinal == limits.MaxEntries)
            {
                place.Defects.AddAlways(DumpDiagnostics.Stopped(0, FormattableString.Invariant($"the zip has more than {limits.MaxEntries} entries")));
                break;
            }

            string name = names.Next(entry, out string? doubt);
            string? obstacle = claims.Claim(entry, out long most);
            MemberPlace inner = place.Entry(ordinal, name, unpacked.Layers);
            if (ordinal++ < place.FirstEntry || entry.IsFolder)
            {
                continue;
            }

            if (doubt is not null)
            {
                inner.Defects.Add(DumpDiagnostics.NameInDoubt(doubt));
            }

            await foreach (DumpRecord record in ReadEntryAsync(data, entry, most, obstacle, inner, unpacked.Expansion, cancellationToken))
            {
                yield return record;
            }
        }

        if (directory.DamagedAt is { } at)
        {
            place.Defects.Add(DumpDiagnostics.ZipDirectoryDamaged(at));
        }

        if (ordinal == 0)
        {
            place.Defects.Add(DumpDiagnostics.Empty());
        }
    }

    private async IAsyncEnumerable<DumpRecord> ReadEntryAsync(
        ZipBytes data,
        ZipEntry entry,
        long most,
        string? obstacle,
        MemberPlace place,
        Expansion? around,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (obstacle is not null)
        {
            place.Defects.AddAlways(DumpDiagnostics.EntryUnreadable(obstacle));
        }
        else if (await ZipEntryStream.OpenAsync(data, entry, most, limits, around, place.Defects, cancellationToken) is { } opened)
        {
            await using Stream stream = entry.PackedSize < WorthAThread ? opened : new ReadAheadStream(opened);
            await foreach (DumpRecord record in ReadAsync(stream, place with { Expansion = opened.Expansion }, cancellationToken))
            {
                yield return record;
            }

            yield break;
        }

        if (Note(place) is { } note)
        {
            yield return note;
        }
    }
}
