namespace NewsFunctions.Archive.Exports;

/// <summary>What an export has a row for.</summary>
public enum ExportWhat
{
    Articles,
    Links,
    Checks,

    /// <summary>An occurrence of a lost link: an article that mentions it.</summary>
    Fixes,

    /// <summary>The life of a link.</summary>
    Survival,
}
