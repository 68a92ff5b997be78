namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Describes one query parameter of a call.</summary>
internal sealed record QueryParameter(string Name)
{
    public QueryParameterType Type { get; init; }

    /// <summary>Gets the accepted spellings, case-insensitive; null if the value is not one of a list.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Gets a regular expression that every legal value matches.</summary>
    public string? Pattern { get; init; }

    public int? Minimum { get; init; }

    public int? Maximum { get; init; }

    /// <summary>Gets the default value as JSON; null if there is none.</summary>
    public object? Default { get; init; }

    public bool IsRequired { get; init; }
}

internal enum QueryParameterType
{
    Text,

    Number,

    Flag,

    /// <summary>Takes a date or a date-time, as <see cref="IsoTimes"/> reads it.</summary>
    Time,
}
