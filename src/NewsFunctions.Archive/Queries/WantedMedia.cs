using NewsFunctions.Core.Articles;

namespace NewsFunctions.Archive.Queries;

/// <summary>States of media that a list of articles may ask for.</summary>
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
