namespace NewsFunctions.Cli.Terminals;

/// <summary>Keeps text from right to left apart from what stands beside it on a line.</summary>
internal static class TextDirection
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';

    /// <summary>Wraps text that has right-to-left letters into isolates. Terminals that order text by direction (UAX #9) would else order
    /// the cells of a row, and its frame, anew; others pass the two over.</summary>
    public static string Isolate(string text) => text.AsSpan().ContainsAnyInRange('\u0590', '\u08FF') || text.AsSpan().ContainsAnyInRange('\uFB1D', '\uFEFC')
        ? $"{FirstStrongIsolate}{text}{PopIsolate}"
        : text;
}
