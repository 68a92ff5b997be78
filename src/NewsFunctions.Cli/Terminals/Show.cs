using System.Globalization;
using System.Text.Json;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Cli.Terminals;

/// <summary>Formats values for people.</summary>
internal static class Show
{
    /// <summary>Fills a cell that has nothing to show.</summary>
    public const string Nothing = "-";

    public static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>Shows a time in UTC, to the second.</summary>
    public static string Utc(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    public static string LocalTime(DateTime? time) => time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "-";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000d:N1} MB");

    /// <summary>Returns a number with its noun: <c>1 dump</c>, <c>2 dumps</c>.</summary>
    public static string Counted(long number, string noun) => $"{number.ToString(CultureInfo.InvariantCulture)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>Spells an enum as the API does if it is lower case there: kinds and severities.</summary>
    public static string Lower<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Says how much of the related block is there.</summary>
    public static string Block(long? actual, long? declared) => actual is null && declared is null
        ? "-"
        : $"{(actual is { } there ? Number(there) : "?")} bytes, {(declared is { } said ? Number(said) : "?")} declared";

    /// <summary>Says how much is missing.</summary>
    public static string Damage(Damage damage) => damage.Score == 0
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{damage.Score:P1}, {Number(damage.ItemsLost)} of {Number(damage.ItemsKept + damage.ItemsLost)} items lost");

    public static ResultTable Diagnostics(IEnumerable<DiagnosticJson> all)
    {
        DiagnosticJson[] diagnostics = [.. all];
        bool ofMembers = diagnostics.Any(diagnostic => diagnostic.Member is not null);
        ResultTable table = ofMembers
            ? new ResultTable("Member", "Code", "Severity", ">Byte", "Message")
            : new ResultTable("Code", "Severity", ">Byte", "Message");
        foreach (DiagnosticJson diagnostic in diagnostics)
        {
            string[] cells = [diagnostic.Code, diagnostic.Severity, Number(diagnostic.Offset), diagnostic.Message];
            table.Add(ofMembers ? [diagnostic.Member ?? "-", .. cells] : cells);
        }

        return table;
    }
}
