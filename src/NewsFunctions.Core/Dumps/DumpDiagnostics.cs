namespace NewsFunctions.Dumps;

internal static class DumpDiagnostics
{
    public static DumpDiagnostic TooLarge(long limit) => new("ND004", DiagnosticSeverity.Error, limit, $"The text is longer than {limit} bytes.");
}
