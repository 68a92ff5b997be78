namespace NewsFunctions.Core.Diagnostics;

/// <summary>The spelling of severities in JSON and on screens.</summary>
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
