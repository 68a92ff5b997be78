using System.Text;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Datelines;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Tests.Dumps.Datelines;

/// <summary>Holds what the parser reads from one line as a dateline.</summary>
internal sealed record ReadLine(DateTime? Time, TimeSpan? Offset, bool IsLaterForm, string? Language, string[] Codes)
{
    /// <returns>Null if the line is not a dateline.</returns>
    public static ReadLine? Of(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        if (!Dateline.HasShape(bytes))
        {
            return null;
        }

        var diagnostics = new DiagnosticList();
        ReadDateline read = Dateline.Read(bytes, 7, diagnostics);
        DumpDiagnostic[] found = diagnostics.ToArray();
        Assert.All(found, d => Assert.Equal(7, d.Offset));
        return new ReadLine(read.Time, read.Offset, read.IsLaterForm, read.Language, [.. found.Select(d => d.Code)]);
    }

    /// <summary>Returns the time of a line that has no diagnostics, in ISO 8601 without fractions.</summary>
    public static string? TimeOf(string line)
    {
        ReadLine? read = Of(line);
        Assert.NotNull(read);
        Assert.Empty(read.Codes);
        return read.Time?.ToString("yyyy-MM-dd'T'HH:mm:ss", null);
    }
}
