using Spectre.Console;

namespace NewsFunctions.Cli.Terminals;

/// <summary>A table of untrusted text.</summary>
/// <param name="columns">The headings; a heading that begins with <c>&gt;</c> is of a column of numbers.</param>
internal sealed class ResultTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public ResultTable Add(params string?[] cells)
    {
        _rows.Add([.. cells.Select(SafeText.Line)]);
        return this;
    }

    public Table Build(bool plain)
    {
        var table = new Table { Border = plain ? TableBorder.None : TableBorder.Rounded, ShowHeaders = columns.Any(c => c.TrimStart('>').Length > 0) };
        foreach (string column in columns)
        {
            var built = new TableColumn(Markup.Escape(column.TrimStart('>')));
            table.AddColumn(column.StartsWith('>') ? built.RightAligned() : built);
        }

        foreach (string[] row in _rows)
        {
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        }

        return table;
    }
}
