namespace NewsFunctions.Cli.Terminals;

/// <summary>Says where the next page of a list begins.</summary>
internal static class Continuation
{
    public static void Write(Terminal terminal, string? continuation)
    {
        if (continuation is not null)
        {
            terminal.Progress($"There is more: the same command with --continuation {continuation}");
        }
    }
}
