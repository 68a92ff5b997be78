namespace NewsFunctions.Cli.CommandLine;

/// <summary>Lists the exit codes of the command.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Means that something is wrong with the command line, the files, the storage or the program.</summary>
    public const int Failure = 1;

    /// <summary>Means that everything worked, but some dump is not readable as news, has a refused name, or may not replace another.</summary>
    public const int Rejected = 2;

    /// <summary>Means that a copy of the archive is complete, but changed meanwhile or left damaged files out.</summary>
    public const int Partial = 2;
}
