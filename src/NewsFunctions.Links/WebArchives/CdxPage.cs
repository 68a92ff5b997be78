using System.Globalization;
using System.Text.Json;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Holds one answer of a CDX server with <c>output=json</c>.</summary>
/// <remarks>The answer is an array of string arrays: the column names, then a row for each memento, and, if there is more, an empty
/// array and one with the resume key. Without mementos it is <c>[]</c>.</remarks>
internal sealed record CdxPage(IReadOnlyList<CdxRow> Rows, string? ResumeKey)
{
    /// <summary>Parses an answer. Returns null if it is incomplete or not as documented.</summary>
    public static CdxPage? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Array ? Read(json.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CdxPage? Read(JsonElement lines)
    {
        string[]? names = null;
        List<CdxRow> rows = [];
        bool ended = false;
        string? resumeKey = null;
        foreach (JsonElement line in lines.EnumerateArray())
        {
            if (line.ValueKind != JsonValueKind.Array || resumeKey is not null
                || line.EnumerateArray().Any(cell => cell.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)))
            {
                return null;
            }

            string[] cells = [.. line.EnumerateArray().Select(cell => cell.GetString() ?? "")];
            if (ended && cells is [{ Length: > 0 } key])
            {
                resumeKey = key;
            }
            else if (names is null && cells.Length > 0)
            {
                names = cells;
            }
            else if (cells.Length == 0 && !ended)
            {
                ended = true;
            }
            else if (!ended && cells.Length == names?.Length)
            {
                if (Row(names, cells) is { } row)
                {
                    rows.Add(row);
                }
            }
            else
            {
                return null;
            }
        }

        return names is null || (names.Contains("timestamp") && names.Contains("original") && names.Contains("statuscode"))
            ? new CdxPage(rows, resumeKey)
            : null;
    }

    /// <summary>Parses a row. Returns null for mementos without their own status (<c>-</c>: revisits) and rows without a time.</summary>
    private static CdxRow? Row(string[] names, string[] cells)
    {
        string Cell(string name) => Array.IndexOf(names, name) is var index and >= 0 ? cells[index] : "";
        return WebArchiveTime.Parse(Cell("timestamp")) is { } at
            && int.TryParse(Cell("statuscode"), NumberStyles.None, CultureInfo.InvariantCulture, out int status)
            ? new CdxRow(Cell("timestamp"), at, Cell("original"), status, Cell("digest") is { Length: > 0 } digest and not "-" ? digest : null)
            : null;
    }
}
