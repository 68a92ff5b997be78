namespace NewsFunctions.Core.Facts;

/// <summary>Says whether a file is complete according to its format.</summary>
public enum FileEnd
{
    /// <summary>Not known: the end was not read, or the format does not show it in the bytes read.</summary>
    Unseen,
    Complete,

    /// <summary>The file stops before the end that its format declares.</summary>
    Missing,
}
