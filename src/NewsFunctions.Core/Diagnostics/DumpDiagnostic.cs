using System.Text.Json.Serialization;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Core.Diagnostics;

public enum DiagnosticSeverity
{
    /// <summary>Information only: nothing is lost or in doubt.</summary>
    Info,

    /// <summary>Something is in doubt or was repaired; everything readable is kept.</summary>
    Warning,

    /// <summary>Something could not be read and is lost from the rows (never from the dump).</summary>
    Error,
}

/// <summary>Describes a known kind of defect in a dump. Codes are stable and documented in docs/dump-format.md.</summary>
/// <param name="Code"><c>ND</c> and three digits.</param>
/// <param name="Offset">Bytes from the start of the dump (of the member, in a container).</param>
public sealed record DumpDiagnostic(string Code, DiagnosticSeverity Severity, long Offset, string Message)
{
    /// <summary>The original text before the repair. It is null if nothing was repaired.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Original { get; init; }

    /// <summary>Returns the diagnostics with text offsets converted to offsets in the member that contains the text.</summary>
    internal static IReadOnlyList<DumpDiagnostic> InMember(IReadOnlyList<DumpDiagnostic> diagnostics, TextOffsets offsets)
    {
        if (diagnostics.Count == 0)
        {
            return diagnostics;
        }

        var moved = new DumpDiagnostic[diagnostics.Count];
        for (int i = 0; i < moved.Length; i++)
        {
            moved[i] = diagnostics[i] with { Offset = offsets.ToMember((int)diagnostics[i].Offset) };
        }

        return moved;
    }
}
