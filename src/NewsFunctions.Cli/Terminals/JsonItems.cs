namespace NewsFunctions.Cli.Terminals;

/// <summary>Writes a JSON object with one list, item by item; with <c>--jsonl</c> the items alone, one a line.</summary>
internal sealed class JsonItems : IDisposable
{
    private readonly JsonOutput _output;
    private readonly bool _lines;
    private bool _hasItems;

    /// <param name="member">The name of the list.</param>
    public JsonItems(JsonOutput output, string member, bool lines)
    {
        (_output, _lines) = (output, lines);
        if (!lines)
        {
            output.Write($"{{\"{member}\":[");
        }
    }

    public void Add(string json)
    {
        if (_hasItems && !_lines)
        {
            _output.Write(",");
        }

        _output.Write(json);
        _hasItems = true;
        if (_lines)
        {
            _output.EndLine();
        }
    }

    /// <param name="rest">The other members of the object, each with a comma before it.</param>
    public void End(string rest = "")
    {
        if (!_lines)
        {
            _output.Write($"]{rest}}}");
        }
    }

    public void Dispose() => _output.Dispose();
}
