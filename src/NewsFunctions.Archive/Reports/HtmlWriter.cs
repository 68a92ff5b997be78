using System.Text;
using System.Xml;

namespace NewsFunctions.Archive.Reports;

/// <summary>Writes HTML that is also well-formed XML, so that the XML writer escapes every text and attribute.</summary>
internal sealed class HtmlWriter : IAsyncDisposable
{
    private const int ManyBytes = 32 * 1024;
    private static readonly HashSet<string> Void = ["meta", "br", "path", "rect", "line"];

    private readonly Stream _output;
    private readonly MemoryStream _buffer = new(2 * ManyBytes);
    private readonly XmlWriter _xml;

    public HtmlWriter(Stream output)
    {
        _output = output;
        _xml = XmlWriter.Create(_buffer, new XmlWriterSettings
        {
            ConformanceLevel = ConformanceLevel.Fragment,
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = true,
            // The content security policy of a report has a hash of its style.
            NewLineHandling = NewLineHandling.None,
        });
    }

    /// <summary>Writes an element that contains only text.</summary>
    public void Element(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        Text(text);
        End(name);
    }

    /// <summary>Writes an element without content.</summary>
    public void Empty(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        End(name);
    }

    /// <summary>Opens an element. Disposing the result closes it.</summary>
    public Scope In(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        return new Scope(this, name);
    }

    public void Text(string text) => _xml.WriteString(XmlCharacters.Clean(text));

    /// <summary>Writes our own text unescaped: a style, the document type.</summary>
    public void Raw(string markup) => _xml.WriteRaw(markup);

    /// <summary>Flushes if much is written, so that little is held in memory.</summary>
    public async ValueTask SendIfManyAsync(CancellationToken cancellationToken)
    {
        if (_buffer.Length >= ManyBytes)
        {
            await SendAsync(cancellationToken);
        }
    }

    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        _xml.Flush();
        await _output.WriteAsync(_buffer.GetBuffer().AsMemory(0, (int)_buffer.Length), cancellationToken);
        _buffer.SetLength(0);
    }

    public async ValueTask DisposeAsync()
    {
        _xml.Dispose();
        await _buffer.DisposeAsync();
    }

    private void Start(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _xml.WriteStartElement(name);
        foreach ((string attribute, string? value) in attributes)
        {
            if (value is not null)
            {
                _xml.WriteAttributeString(attribute, XmlCharacters.Clean(value));
            }
        }
    }

    // In HTML, browsers need an explicit end tag for an empty element.
    private void End(string name)
    {
        if (Void.Contains(name))
        {
            _xml.WriteEndElement();
        }
        else
        {
            _xml.WriteFullEndElement();
        }
    }

    internal readonly struct Scope(HtmlWriter html, string name) : IDisposable
    {
        public void Dispose() => html.End(name);
    }
}
