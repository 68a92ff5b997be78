namespace NewsFunctions.Archive.Exports;

/// <summary>Says what the rows of an export are.</summary>
public enum ExportWhat
{
    Articles,
    Links,
    Checks,

    /// <summary>One row for each occurrence of a lost link: an article that mentions it.</summary>
    Fixes,

    /// <summary>One row for the life of each link.</summary>
    Survival,
}
