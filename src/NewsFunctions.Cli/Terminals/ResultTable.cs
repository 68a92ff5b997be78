using Spectre.Console;
using Spectre.Console.Rendering;

namespace NewsFunctions.Cli.Terminals;

/// <summary>Shows a table of untrusted text. If a terminal is too narrow for it, each row is written as a few lines.</summary>
/// <param name="columns">The headings. One that begins with <c>&gt;</c> is of a column of numbers; one with <c>!</c> is of names that people
/// copy, which are never broken into lines. A table without headings has facts: a label and a value a row.</param>
internal sealed class ResultTable(params string[] columns)
{
    /// <summary>The least readable width of a text column; a column of shorter texts needs less.</summary>
    private const int Readable = 12;

    /// <summary>The width of a border and the blanks beside it.</summary>
    private const int Frame = 3;

    private const int Indent = 2;
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    private bool HasFacts => columns.All(column => Heading(column).Length == 0);

    public ResultTable Add(params string?[] cells)
    {
        _rows.Add([.. cells.Select(SafeText.Line)]);
        return this;
    }

    /// <param name="width">The number of characters in a line of the terminal.</param>
    public IRenderable Build(bool plain, int width) =>
        plain || Fits(width) ? Table(plain) : new Rows(_rows.SelectMany(row => HasFacts ? Fact(row, width) : Lines(row, width)));

    private Table Table(bool plain)
    {
        var table = new Table { Border = plain ? TableBorder.None : TableBorder.Rounded, ShowHeaders = !HasFacts };
        foreach (string column in columns)
        {
            var built = new TableColumn(Markup.Escape(Heading(column))) { NoWrap = IsCopied(column) };
            table.AddColumn(column.StartsWith('>') ? built.RightAligned() : built);
        }

        foreach (string[] row in _rows)
        {
            table.AddRow([.. row.Select(cell => new Text(plain ? cell : TextDirection.Isolate(cell)))]);
        }

        return table;
    }

    private bool Fits(int width) => columns.Index().Sum(column => Frame + Need(column.Index, column.Item)) < width;

    private int Need(int index, string column)
    {
        // Headings may be broken between words, numbers and names may not. Facts may contain names, too.
        IEnumerable<string> cells = _rows.Select(row => row[index]);
        string heading = Heading(column);
        return IsCopied(column) ? cells.Append(heading).Max(Width)
            : column.StartsWith('>') ? cells.Concat(heading.Split(' ')).Max(Width)
            : HasFacts ? cells.SelectMany(cell => cell.Split(' ')).Append("").Max(Width)
            : Math.Min(cells.Concat(heading.Split(' ')).Max(Width), Readable);
    }

    private static IEnumerable<IRenderable> Fact(string[] row, int width)
    {
        string label = row[0].Length == 0 ? "" : $"{row[0]}: ";
        string value = string.Join(Gap, row[1..].Where(cell => cell.Length > 0).Select(TextDirection.Isolate));
        yield return value.Contains(' ', StringComparison.Ordinal) || Width(label + value) <= width
            ? new Text(label + value)
            : new UnbrokenText(label + value);
    }

    /// <summary>Puts the names first and the rest below them, each cell with its heading.</summary>
    private IEnumerable<IRenderable> Lines(string[] row, int width)
    {
        (string Column, string Cell)[] cells = [.. columns.Zip(row).Where(cell => cell.Second is not ("" or Show.Nothing))];
        foreach (string line in Filled(cells.Where(cell => IsCopied(cell.Column)).Select(cell => cell.Cell), width))
        {
            yield return new UnbrokenText(line);
        }

        IEnumerable<string> rest = cells.Where(cell => !IsCopied(cell.Column)).Select(cell => $"{Heading(cell.Column)}: {TextDirection.Isolate(cell.Cell)}");
        foreach (string line in Filled(rest, width - Indent))
        {
            // A line whose only blank is behind its heading is a path or an address.
            bool isWord = line.LastIndexOf(' ') == line.IndexOf(": ", StringComparison.Ordinal) + 1;
            yield return new Padder(isWord ? new UnbrokenText(line) : new Text(line), new Padding(Indent, 0, 0, 0));
        }
    }

    /// <summary>Puts as many cells on a line as fit whole.</summary>
    private static IEnumerable<string> Filled(IEnumerable<string> cells, int width)
    {
        string line = "";
        foreach (string cell in cells)
        {
            if (line.Length > 0 && Width(line) + Gap.Length + Width(cell) > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? cell : $"{line}{Gap}{cell}";
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }

    private static int Width(string text) => new Segment(text).CellCount();

    private static bool IsCopied(string column) => column.StartsWith('!');

    private static string Heading(string column) => column.TrimStart('>', '!');
}
