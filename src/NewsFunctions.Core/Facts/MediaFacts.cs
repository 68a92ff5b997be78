using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Facts;

/// <summary>Holds the properties of an image or video, as far as its bytes were read.</summary>
public sealed record MediaFacts
{
    /// <summary>The width in pixels. It is null if the bytes read do not show it.</summary>
    public int? Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public int? Height { get; init; }

    /// <summary>The duration in seconds.</summary>
    public double? Duration { get; init; }

    public FileEnd End { get; init; }

    /// <summary>Says that a missing <see cref="End"/> was found by walking the file. Rules before version 5 searched the last bytes and
    /// mistook files with data after their end for truncated ones.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Walked { get; init; }

    /// <summary>One sentence about what is missing. It is null unless <see cref="End"/> is <see cref="FileEnd.Missing"/>.</summary>
    public string? Defect { get; init; }

    /// <summary>Says whether the image has one pixel, as tracking pixels and spacers do.</summary>
    internal bool IsPixel => Width == 1 && Height == 1;
}
