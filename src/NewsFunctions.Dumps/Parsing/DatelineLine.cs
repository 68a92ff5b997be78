using System.Text;
using System.Text.Unicode;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Datelines;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>Reads a dateline in any form of a text: in UTF-8, double encoded, or in the one-byte encoding of Arabic and Persian.</summary>
internal static class DatelineLine
{
    /// <summary>Returns whether a trimmed line is a dateline.</summary>
    public static bool HasShape(ReadOnlySpan<byte> line) =>
        Dateline.HasShape(line) || (!Ascii.IsValid(line) && Repair(line) is { } repaired && Dateline.HasShape(repaired));

    /// <summary>Returns the line in UTF-8, if it <see cref="HasShape"/>.</summary>
    public static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> line) =>
        Ascii.IsValid(line) || Dateline.HasShape(line) ? line : Repair(line);

    private static byte[]? Repair(ReadOnlySpan<byte> line) =>
        !Utf8.IsValid(line) ? OneByteEncoding.Windows1256.ToUtf8(line)
        : Mojibake.TryRepair(Encoding.UTF8.GetString(line), out string repaired) ? Encoding.UTF8.GetBytes(repaired)
        : null;
}
