namespace NewsFunctions.Queries;

/// <summary>States of media that a list of articles may ask for.</summary>
public enum WantedMedia
{
    /// <inheritdoc cref="Articles.MediaState.Dead"/>
    Dead,

    /// <inheritdoc cref="Articles.MediaState.Suspect"/>
    Suspect,

    /// <inheritdoc cref="Articles.MediaState.Unchecked"/>
    Unchecked,

    /// <inheritdoc cref="Articles.MediaState.Ok"/>
    Ok,

    /// <summary>At least one of the media is dead or suspect.</summary>
    Lost,
}
