using Azure.Data.Tables;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Events;

/// <summary>Converts rows of Events. They are merged, because the delivery to a webhook is recorded in them.</summary>
internal static class EventEntity
{
    // Limits texts. The link and its check have the full text.
    private const int MaxTextLength = 2000;

    public static TableEntity ToEntity(ArchiveEvent told)
    {
        TableEntity entity = new(TableKeys.EventPartition(told.Site), TableKeys.EventRow(told.At, told.Subject, told.What));
        entity.SetText("What", EventWhats.Name(told.What));
        entity.SetText("Kind", told.Kind?.ToString());
        entity.SetText("Path", Shortened(told.Path));
        entity.SetText("Title", Shortened(told.Title));
        entity.SetText("Verdict", told.Verdict?.ToString());
        entity.SetText("Reason", Shortened(told.Reason));
        entity.SetNumber("ArticleCount", told.ArticleCount);
        entity.SetText("Articles", string.Join('|', told.Articles.Take(ArchiveEvent.MaxArticles)));
        if (told.Digest is { } digest)
        {
            entity.SetJson("Digest", digest, EventRowsJson.Columns.WeeklyDigest);
        }

        return entity;
    }

    public static TableEntity ToDelivered(WebhookMessage message, DateTimeOffset at)
    {
        TableEntity entity = new(message.Site, message.Event);
        entity.SetTime("Delivered", at);
        return entity;
    }

    public static bool IsDelivered(TableEntity row) => row.Time("Delivered") is not null;

    public static EventWhat WhatOf(string rowKey) => TableKeys.Parts(rowKey)[2] is var what && EventWhats.FromName(what) is { } known
        ? known
        : throw new InvalidDataException($"Row '{rowKey}' of Events has the unknown kind '{what}'.");

    public static ArchiveEvent FromEntity(TableEntity row)
    {
        string[] key = TableKeys.Parts(row.RowKey);
        return new ArchiveEvent
        {
            Site = row.PartitionKey,
            At = TableKeys.FromInvertedTicks(key[0]),
            Subject = key[1],
            What = WhatOf(row.RowKey),
            Kind = row.Text("Kind") is { } kind ? Enum.Parse<LinkKind>(kind) : null,
            Path = row.Text("Path"),
            Title = row.Text("Title"),
            Verdict = row.Text("Verdict") is { } verdict ? Enum.Parse<Verdict>(verdict) : null,
            Reason = row.Text("Reason"),
            ArticleCount = (int?)row.Number("ArticleCount"),
            Digest = row.ContainsKey("Digest") ? row.Json("Digest", EventRowsJson.Columns.WeeklyDigest) : null,
            Articles = row.Text("Articles") is { } articles ? [.. TableKeys.Parts(articles).Select(ArticleId.Parse)] : [],
        };
    }

    private static string? Shortened(string? text) => text is { Length: > MaxTextLength } ? text[..MaxTextLength] : text;
}
