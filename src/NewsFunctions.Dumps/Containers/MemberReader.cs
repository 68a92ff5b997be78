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
        var walk = new ZipWalk(zip, unpacked, place, limits);
        bool isEmpty = true;
        await foreach (WalkedEntry walked in walk.ReadAsync(cancellationToken))
        {
            isEmpty = false;
            if (walked.Ordinal == limits.MaxEntries)
            {
                place.Defects.AddAlways(DumpDiagnostics.Stopped(0, FormattableString.Invariant($"the zip has more than {limits.MaxEntries} entries")));
                break;
            }

            if (walked.Ordinal < place.FirstEntry || walked.Entry.IsFolder)
            {
                continue;
            }

            if (walked.Doubt is not null)
            {
                walked.Place.Defects.Add(DumpDiagnostics.NameInDoubt(walked.Doubt));
            }

            await foreach (DumpRecord record in ReadEntryAsync(data, walked, unpacked.Expansion, cancellationToken))
            {
                yield return record;
            }
        }

        if (walk.DamagedAt is { } at)
        {
            place.Defects.Add(DumpDiagnostics.ZipDirectoryDamaged(at));
        }

        if (isEmpty)
        {
            place.Defects.Add(DumpDiagnostics.Empty());
        }
    }

    private async IAsyncEnumerable<DumpRecord> ReadEntryAsync(
        ZipBytes data, WalkedEntry walked, Expansion? around, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        MemberPlace place = walked.Place;
        if (walked.Obstacle is not null)
        {
            place.Defects.AddAlways(DumpDiagnostics.EntryUnreadable(walked.Obstacle));
        }
        else if (await ZipEntryStream.OpenAsync(data, walked.Entry, walked.MaxBytes, limits, around, place.Defects, cancellationToken) is { } opened)
        {
            await using Stream stream = walked.Entry.PackedSize < WorthAThread ? opened : new ReadAheadStream(opened);
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
