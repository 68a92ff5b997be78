using Azure.Data.Tables;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Converts the columns of an <c>L|</c> row that record an offer of the link to a web archive. Nothing else writes them.</summary>
internal static class OfferColumns
{
    public static IReadOnlyList<string> Names { get; } = ["OfferResult", "OfferedAt", "OfferNext", "OfferReason"];

    public static void Write(TableEntity row, LinkOffer offer)
    {
        row["OfferResult"] = offer.Outcome.ToString();
        row.SetTime("OfferedAt", offer.At);
        row.SetTime("OfferNext", offer.Next);
        row.SetText("OfferReason", offer.Reason);
    }

    /// <summary>Reads the last offer; null for a link that was never offered.</summary>
    public static LinkOffer? Read(TableEntity row) => row.Text("OfferResult") is { } outcome
        ? new LinkOffer
        {
            Outcome = Enum.Parse<OfferOutcome>(outcome),
            At = row.Time("OfferedAt") ?? default,
            Next = row.Time("OfferNext"),
            Reason = row.Text("OfferReason"),
        }
        : null;
}
