namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Says what a call accepts under one name of its query.</summary>
internal sealed record QueryParameter(string Name)
{
    public QueryParameterType Type { get; init; }

    /// <summary>The spellings that are accepted, in any case; null where the value is not one of a list.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>A regular expression that every legal value matches.</summary>
    public string? Pattern { get; init; }

    public int? Minimum { get; init; }

    public int? Maximum { get; init; }

    /// <summary>What holds where the query does not say, as JSON; null where nothing does.</summary>
    public object? Default { get; init; }

    public bool IsRequired { get; init; }
}

internal enum QueryParameterType
{
    Text,

    Number,

    Flag,

    /// <summary>A date or a date-time, as <see cref="IsoTimes"/> reads it.</summary>
    Time,
}
