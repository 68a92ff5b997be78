using System.Text;

namespace NewsFunctions.Cli.Terminals;

/// <summary>Writes JSON values, one a line, in pieces; what a terminal might obey is escaped.</summary>
/// <remarks>The output is written in large blocks, because the console's own writer flushes after each call.</remarks>
internal sealed class JsonOutput(TextWriter output) : IDisposable
{
    private const int Block = 64 * 1024;

    private readonly StringBuilder _block = new();
    private bool _isInLine;

    public void Write(string json)
    {
        _block.Append(SafeText.Json(json));
        _isInLine = true;
        if (_block.Length >= Block)
        {
            Flush();
        }
    }

    /// <summary>Ends the line if one has begun.</summary>
    public void EndLine()
    {
        if (_isInLine)
        {
            _block.AppendLine();
            _isInLine = false;
        }
    }

    public void Dispose()
    {
        EndLine();
        Flush();
    }

    private void Flush()
    {
        output.Write(_block.ToString());
        _block.Clear();
    }
}
