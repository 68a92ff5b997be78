namespace NewsFunctions.Core.Diagnostics;

/// <summary>Spells severities for JSON and for display.</summary>
public static class DiagnosticSeverities
{
    public static string Name(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Info => "info",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "not a severity"),
    };
}
