using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Facts;

/// <summary>What the bytes of an image or video say of it, as far as they were read.</summary>
public sealed record MediaFacts
{
    /// <summary>Pixels; null where the part that was read does not tell.</summary>
    public int? Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public int? Height { get; init; }

    /// <summary>Seconds.</summary>
    public double? Duration { get; init; }

    public FileEnd End { get; init; }

    /// <summary>A missing <see cref="End"/> was found on a walk through the file. Rules before version 5 searched the last bytes, and called
    /// files cut that have something behind their end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Walked { get; init; }

    /// <summary>What is missing, one sentence; null unless <see cref="End"/> is <see cref="FileEnd.Missing"/>.</summary>
    public string? Defect { get; init; }

    /// <summary>The pictures that count visits and fill gaps have one pixel.</summary>
    internal bool IsPixel => Width == 1 && Height == 1;
}
