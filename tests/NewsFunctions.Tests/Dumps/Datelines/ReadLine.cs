using System.Text;
using NewsFunctions.Dumps;

namespace NewsFunctions.Tests.Dumps;

/// <summary>What the parser makes of one line as a dateline.</summary>
internal sealed record ReadLine(DateTime? Time, string? Language, string[] Codes)
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
        DateTime? time = Dateline.Read(bytes, 7, diagnostics, out string? language);
        DumpDiagnostic[] found = diagnostics.ToArray();
        Assert.All(found, d => Assert.Equal(7, d.Offset));
        return new ReadLine(time, language, [.. found.Select(d => d.Code)]);
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
