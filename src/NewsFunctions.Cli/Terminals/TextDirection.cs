namespace NewsFunctions.Cli.Terminals;

/// <summary>Keeps right-to-left text apart from its neighbours on a line.</summary>
internal static class TextDirection
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';

    /// <summary>Wraps text that has right-to-left letters into isolates. Terminals that order text by direction (UAX #9) would otherwise
    /// reorder the cells of a row, and its frame; others ignore the two characters.</summary>
    public static string Isolate(string text) => text.AsSpan().ContainsAnyInRange('\u0590', '\u08FF') || text.AsSpan().ContainsAnyInRange('\uFB1D', '\uFEFC')
        ? $"{FirstStrongIsolate}{text}{PopIsolate}"
        : text;
}
