using NewsFunctions.Core.Articles;

namespace NewsFunctions.Archive.Queries;

/// <summary>Names the states of media that a list of articles can be filtered by.</summary>
public enum WantedMedia
{
    /// <inheritdoc cref="MediaState.Dead"/>
    Dead,

    /// <inheritdoc cref="MediaState.Suspect"/>
    Suspect,

    /// <inheritdoc cref="MediaState.Unchecked"/>
    Unchecked,

    /// <inheritdoc cref="MediaState.Ok"/>
    Ok,

    /// <summary>At least one of the media is dead or suspect.</summary>
    Lost,
}
