using Azure.Data.Tables;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Converts the columns of an <c>L|</c> row that hold a person's judgement, and what the checks say meanwhile.</summary>
/// <remarks>They are written together with the state, because a judgement decides the state.</remarks>
internal static class JudgementColumns
{
    /// <summary>Names the column with the end of the judgement. Lists filter by it.</summary>
    public const string Until = "JudgedUntil";

    // Says is empty if there is no judgement.
    public static IReadOnlyList<(string Column, Func<Link, object> Value)> All { get; } =
    [
        ("JudgedAs", link => Columns.ValueOf(link.Judgement?.Given.Says.ToString())),
        ("JudgedAt", link => Columns.ValueOf(link.Judgement?.Given.At)),
        ("JudgedBy", link => Columns.ValueOf(link.Judgement?.Given.By)),
        ("JudgedWhy", link => Columns.ValueOf(link.Judgement?.Given.Reason)),
        (Until, link => Columns.ValueOf(link.Judgement?.Given.Until)),
        ("CheckedState", link => Columns.ValueOf(link.Judgement?.State.ToString())),
        ("CheckedStateSince", link => Columns.ValueOf(link.Judgement?.StateSince)),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(column => column.Column)];

    /// <summary>Returns a filter for links whose judgement has expired. A row without an end has an early time or none.</summary>
    public static string IsOver(DateTimeOffset now) =>
        TableClient.CreateQueryFilter($"(JudgedUntil gt {Columns.Never} and JudgedUntil le {now.ToUniversalTime()})");

    /// <summary>Reads the present judgement; null if the checks decide.</summary>
    public static HeldJudgement? Read(TableEntity row) => row.Text("JudgedAs") is { } says
        ? new HeldJudgement(
            new PersonJudgement
            {
                Says = Enum.Parse<JudgementKind>(says),
                At = row.Time("JudgedAt") ?? default,
                By = row.Text("JudgedBy"),
                Reason = row.Text("JudgedWhy"),
                Until = row.Time(Until),
            },
            row.Text("CheckedState") is { } state ? Enum.Parse<LinkState>(state) : LinkState.Unknown,
            row.Time("CheckedStateSince"))
        : null;
}
