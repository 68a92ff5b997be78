namespace NewsFunctions.Cli.CommandLine;

/// <summary>Lists the exit codes of the command.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Something is wrong with the command line, the files, the storage or the program.</summary>
    public const int Failure = 1;

    /// <summary>Everything worked, but some dump cannot be read as news, has a name that the archive refuses, or may not replace another.</summary>
    public const int Rejected = 2;

    /// <summary>A copy of the archive is complete, but not all that was asked for: the archive changed meanwhile, or damaged files were left out.</summary>
    public const int Partial = 2;
}
