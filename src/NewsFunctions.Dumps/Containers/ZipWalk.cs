using System.Runtime.CompilerServices;
using NewsFunctions.Dumps.Bytes;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Walks the entries of a zip: names each, and lets each claim its bytes once.</summary>
/// <param name="place">Where the zip is.</param>
/// <param name="unpacked">What the zip was unpacked from.</param>
internal sealed class ZipWalk(ZipBytes zip, Unpacked unpacked, MemberPlace place, DumpReadLimits limits)
{
    private readonly ZipDirectory _directory = new(zip);

    /// <inheritdoc cref="ZipDirectory.DamagedAt"/>
    public long? DamagedAt => _directory.DamagedAt;

    public async IAsyncEnumerable<WalkedEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = new ZipNames();
        var claims = new ZipClaims(zip.Length, limits, unpacked.Expansion);
        int ordinal = 0;
        await foreach (ZipEntry entry in _directory.ReadAsync(cancellationToken))
        {
            string name = names.Next(entry, out string? doubt);
            string? obstacle = claims.Claim(entry, out long most);
            yield return new WalkedEntry(entry, ordinal, name, doubt, obstacle, most, place.Entry(ordinal, name, unpacked.Layers));
            ordinal++;
        }
    }
}

/// <summary>Holds one entry of a zip, and what the walk knows of it.</summary>
/// <param name="Ordinal">Its number in the directory, from 0.</param>
/// <param name="Doubt">Why its name is in doubt; null where it is not.</param>
/// <param name="Obstacle">Why it is not read; null where it is.</param>
/// <param name="MaxBytes">How many bytes it may give.</param>
internal readonly record struct WalkedEntry(
    ZipEntry Entry, int Ordinal, string Name, string? Doubt, string? Obstacle, long MaxBytes, MemberPlace Place);
