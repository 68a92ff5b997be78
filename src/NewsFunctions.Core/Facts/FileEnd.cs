namespace NewsFunctions.Core.Facts;

/// <summary>Whether a file is there up to its end, by what its format says.</summary>
public enum FileEnd
{
    /// <summary>Not looked at: the end was not read, or the format does not tell from what was.</summary>
    Unseen,
    Complete,

    /// <summary>The file stops before its format says that it ends.</summary>
    Missing,
}
