using Spectre.Console;
using Spectre.Console.Rendering;

namespace NewsFunctions.Cli.Terminals;

/// <summary>A table of untrusted text. Where a terminal is too narrow for it, each row is written as a few lines.</summary>
/// <param name="columns">The headings. One that begins with <c>&gt;</c> is of a column of numbers; one with <c>!</c> is of names that people
/// copy, which are never broken into lines.</param>
internal sealed class ResultTable(params string[] columns)
{
    /// <summary>A column of text that is narrower cannot be read; one whose texts are shorter does with less.</summary>
    private const int Readable = 12;

    /// <summary>What a border and the blanks beside it take.</summary>
    private const int Frame = 3;

    private readonly List<string[]> _rows = [];

    public ResultTable Add(params string?[] cells)
    {
        _rows.Add([.. cells.Select(SafeText.Line)]);
        return this;
    }

    /// <param name="width">How many characters a line of the terminal has.</param>
    public IRenderable Build(bool plain, int width) => plain || Fits(width) ? Table(plain) : new Rows(_rows.SelectMany(Lines));

    private Table Table(bool plain)
    {
        var table = new Table { Border = plain ? TableBorder.None : TableBorder.Rounded, ShowHeaders = columns.Any(c => Heading(c).Length > 0) };
        foreach (string column in columns)
        {
            var built = new TableColumn(Markup.Escape(Heading(column))) { NoWrap = IsCopied(column) };
            table.AddColumn(column.StartsWith('>') ? built.RightAligned() : built);
        }

        foreach (string[] row in _rows)
        {
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        }

        return table;
    }

    private bool Fits(int width) => !columns.Any(IsCopied) || columns.Index().Sum(column => Frame + Need(column.Index, column.Item)) < width;

    private int Need(int index, string column)
    {
        int widest = _rows.Select(row => row[index].Length).Append(Heading(column).Length).Max();
        return IsCopied(column) ? widest : Math.Min(widest, Readable);
    }

    /// <summary>The name has a line of its own; the rest stands below it, each with its heading.</summary>
    private IEnumerable<IRenderable> Lines(string[] row)
    {
        (string Column, string Cell)[] cells = [.. columns.Zip(row)];
        yield return new Text(string.Join("  ", cells.Where(cell => IsCopied(cell.Column)).Select(cell => cell.Cell)));
        string rest = string.Join("  ", cells.Where(cell => !IsCopied(cell.Column) && cell.Cell.Length > 0).Select(cell => $"{Heading(cell.Column)}: {cell.Cell}"));
        yield return new Padder(new Text(rest), new Padding(2, 0, 0, 0));
    }

    private static bool IsCopied(string column) => column.StartsWith('!');

    private static string Heading(string column) => column.TrimStart('>', '!');
}
