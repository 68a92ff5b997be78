using NewsFunctions.Core.Links;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Archive.Exports.Rows;

/// <summary>Says who holds the copy of a lost link.</summary>
public enum ReplacementFrom
{
    /// <summary>A web archive has it.</summary>
    Memento,

    /// <summary>This archive has it.</summary>
    Capture,
}

/// <summary>Says whether a copy has the bytes that the link had when it was last seen alive.</summary>
public enum SameBytes
{
    Yes,
    No,

    /// <summary>Not all bytes of one of the two are known.</summary>
    Unknown,
}

/// <summary>Holds a copy that can replace a lost link: a memento, else our own capture.</summary>
internal sealed record Replacement(string Url, DateTimeOffset At, ReplacementFrom From, SameBytes SameBytes)
{
    public static Replacement? Of(Link link)
    {
        if (link.Rescue?.Memento is { } memento)
        {
            return new Replacement(memento.Url, memento.At, ReplacementFrom.Memento, Answer(RescueRules.HasOurBytes(link)));
        }

        return link.Capture?.File is { } file
            ? new Replacement(
                $"/api/captures/{file.Sha256}",
                file.At,
                ReplacementFrom.Capture,
                Answer(link.Fingerprint?.Sha1 is { } last ? last == file.Sha1 : null))
            : null;
    }

    private static SameBytes Answer(bool? same) => same switch
    {
        true => SameBytes.Yes,
        false => SameBytes.No,
        null => SameBytes.Unknown,
    };
}
