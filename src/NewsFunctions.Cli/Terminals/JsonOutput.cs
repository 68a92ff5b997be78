using System.Text;

namespace NewsFunctions.Cli.Terminals;

/// <summary>One JSON value in one line, written in pieces; what a terminal might obey is escaped.</summary>
/// <remarks>Written in large blocks: the console's own writer flushes after each call.</remarks>
internal sealed class JsonOutput(TextWriter output) : IDisposable
{
    private const int Block = 64 * 1024;

    private readonly StringBuilder _block = new();

    public void Write(string json)
    {
        _block.Append(SafeText.Json(json));
        if (_block.Length >= Block)
        {
            Flush();
        }
    }

    public void Dispose()
    {
        _block.AppendLine();
        Flush();
    }

    private void Flush()
    {
        output.Write(_block.ToString());
        _block.Clear();
    }
}
