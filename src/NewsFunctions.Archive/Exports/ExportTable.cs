using System.Globalization;
using System.Text.Json.Serialization.Metadata;

namespace NewsFunctions.Archive.Exports;

/// <summary>Defines one column of an export.</summary>
/// <param name="Name">The header in CSV and the member name in NDJSON.</param>
/// <param name="Type">The type as named in docs/exports.md.</param>
/// <param name="Cell">The value in CSV before quoting; null if there is none.</param>
internal sealed record ExportColumn<TRow>(string Name, string Type, Func<TRow, string?> Cell);

/// <summary>Defines the columns of an export in order. The members of the JSON object have the same names and order.</summary>
internal sealed class ExportTable<TRow>(JsonTypeInfo<TRow> json)
{
    private const string Iso = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";

    private readonly List<ExportColumn<TRow>> _columns = [];

    public JsonTypeInfo<TRow> Json => json;

    public IReadOnlyList<ExportColumn<TRow>> Columns => _columns;

    /// <summary>Adds a column of untrusted text, which a spreadsheet must not run as a formula.</summary>
    public ExportTable<TRow> Text(string name, Func<TRow, string?> value) => Add(name, "text", row => SpreadsheetText.Of(value(row)));

    public ExportTable<TRow> List(string name, Func<TRow, IReadOnlyList<string>> value) =>
        Add(name, "list", row => value(row) is { Count: > 0 } items ? SpreadsheetText.Of(string.Join(' ', items)) : null);

    /// <summary>Adds a column of names that the API defines, in the API's spelling.</summary>
    public ExportTable<TRow> Word(string name, Func<TRow, string?> value) => Add(name, "word", value);

    public ExportTable<TRow> Time(string name, Func<TRow, DateTimeOffset?> value) =>
        Add(name, "time", row => value(row)?.ToString(Iso, CultureInfo.InvariantCulture));

    public ExportTable<TRow> Integer(string name, Func<TRow, int?> value) =>
        Add(name, "integer", row => value(row)?.ToString(CultureInfo.InvariantCulture));

    public ExportTable<TRow> Number(string name, Func<TRow, double> value) =>
        Add(name, "number", row => value(row).ToString(CultureInfo.InvariantCulture));

    public ExportTable<TRow> Flag(string name, Func<TRow, bool?> value) =>
        Add(name, "boolean", row => value(row) switch { true => "true", false => "false", null => null });

    private ExportTable<TRow> Add(string name, string type, Func<TRow, string?> cell)
    {
        _columns.Add(new ExportColumn<TRow>(name, type, cell));
        return this;
    }
}
