using System.Text;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Datelines;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Tests.Dumps.Datelines;

/// <summary>What the parser makes of one line as a dateline.</summary>
internal sealed record ReadLine(DateTime? Time, TimeSpan? Offset, bool IsLaterForm, string? Language, string[] Codes)
{
    /// <summary>Null where the line is no dateline.</summary>
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

    /// <summary>The time that the line names without any doubt, in the form of a round trip without fractions.</summary>
    public static string? TimeOf(string line)
    {
        ReadLine? read = Of(line);
        Assert.NotNull(read);
        Assert.Empty(read.Codes);
        return read.Time?.ToString("yyyy-MM-dd'T'HH:mm:ss", null);
    }
}
