using System.Text;
using System.Text.Unicode;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Datelines;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>A dateline as a text may have it: in UTF-8, encoded twice, or in the one-byte encoding of Arabic and Persian.</summary>
internal static class DatelineLine
{
    /// <summary>Whether a trimmed line is a dateline.</summary>
    public static bool HasShape(ReadOnlySpan<byte> line) =>
        Dateline.HasShape(line) || (!Ascii.IsValid(line) && Repair(line) is { } repaired && Dateline.HasShape(repaired));

    /// <summary>The line in UTF-8, for one that <see cref="HasShape"/>.</summary>
    public static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> line) =>
        Ascii.IsValid(line) || Dateline.HasShape(line) ? line : Repair(line);

    private static byte[]? Repair(ReadOnlySpan<byte> line) =>
        !Utf8.IsValid(line) ? OneByteEncoding.Windows1256.ToUtf8(line)
        : Mojibake.TryRepair(Encoding.UTF8.GetString(line), out string repaired) ? Encoding.UTF8.GetBytes(repaired)
        : null;
}
