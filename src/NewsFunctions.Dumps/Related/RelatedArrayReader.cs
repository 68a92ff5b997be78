using System.Text;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Json;
using NewsFunctions.Dumps.Php;

namespace NewsFunctions.Dumps.Related;

/// <summary>Reads a related list that <c>var_dump</c> printed as an array or object instead of JSON text.</summary>
/// <remarks>An item is any array or object with an item field in it, at any depth. A string that contains a list as JSON is
/// read as one. Anything that belongs to no item is reported.</remarks>
internal ref struct RelatedArrayReader(ReadOnlySpan<byte> text, RelatedBlock block, RelatedItems items, DiagnosticList diagnostics)
{
    private const int MaxDepth = 16;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly Container[] _open = new Container[MaxDepth + 1];
    private long _lost;
    private long _bytesDeclared;
    private long _bytesThere;

    public RelatedList Read()
    {
        int end = block.IsXdebug ? ReadXdebug() : ReadPhp();
        items.Finish();
        return new RelatedList(items.Beyond, _lost, ActualLength: 0, end) { BytesDeclared = _bytesDeclared, BytesThere = _bytesThere };
    }

    private int ReadPhp()
    {
        var reader = new PhpReader(_text, block.Start, MaxDepth, diagnostics);
        while (reader.Read())
        {
            Read(reader.Token);
        }

        return reader.Position;
    }

    private int ReadXdebug()
    {
        var reader = new XdebugReader(_text, block.Start, MaxDepth, diagnostics);
        while (reader.Read())
        {
            Read(reader.Token);
        }

        return reader.Position;
    }

    private void Read(PhpToken token)
    {
        if (token.IsEnd)
        {
            Close(token);
        }
        else if (token.Kind is PhpKind.Array or PhpKind.Object)
        {
            _open[token.Depth] = new Container { Key = token.Key };
        }
        else
        {
            ReadValue(token, ref _open[token.Depth - 1]);
        }
    }

    private void ReadValue(PhpToken token, ref Container parent)
    {
        if (token.Kind == PhpKind.String)
        {
            _bytesDeclared = token.Declared > long.MaxValue - _bytesDeclared ? long.MaxValue : _bytesDeclared + token.Declared;
            _bytesThere += token.Content.Length;
        }

        PhpKeySpans key = token.Key.GetValueOrDefault();
        int field = FieldOf(key);
        if (field >= 0)
        {
            parent.IsItem = true;
            Take(field, token, key, ref parent);
        }
        else if (token.Kind == PhpKind.String && JsonListShape.IsListOrItem(_text.Slice(token.Content.Start, token.Content.Length)))
        {
            parent.Found++;
            ReadJson(token.Content);
        }
        else
        {
            parent.Found++;
            ReportUnknown(token, key, parent.IsItem);
        }
    }

    private readonly void Take(int field, PhpToken token, PhpKeySpans key, ref Container item)
    {
        ValueTraits? traits = token.Kind switch
        {
            PhpKind.String => ValueTraits.None,
            PhpKind.Int or PhpKind.Float => ValueTraits.Number,
            _ => null,
        };
        if (traits is { } known)
        {
            if (!item.Fields.TrySet(field, FieldValue.Of(_text, token.Content, known)))
            {
                diagnostics.Add(DumpDiagnostics.RepeatedField(key.Name.Start, ItemFields.NameOf(field)));
            }
        }
        else if (token.Kind is not (PhpKind.Null or PhpKind.Uninitialized))
        {
            diagnostics.Add(DumpDiagnostics.OddValue(token.Start, ItemFields.NameOf(field)));
        }
    }

    private void ReadJson(TextSpan content)
    {
        RelatedList list = new RelatedListReader(_text, content.Start, content.End, items, diagnostics).ReadJson();
        _lost += list.Lost;
        ReportRest(list.End, content.End);
    }

    private readonly void ReportRest(int start, int end)
    {
        TextSpan rest = TextBytes.Trim(_text, start, end);
        if (rest.Length > 0)
        {
            diagnostics.Add(DumpDiagnostics.Unreadable(rest.Start, rest.Length));
        }
    }

    private void Close(PhpToken token)
    {
        ref Container closed = ref _open[token.Depth];
        if (closed.IsItem && token.IsComplete)
        {
            items.Add(_text, token.Start, ref closed.Fields);
        }
        else if (closed.IsItem || (!token.IsComplete && closed.Found == 0 && token.Depth > 0))
        {
            // This includes one that had only just begun.
            _lost++;
            diagnostics.Add(DumpDiagnostics.ItemLost(token.Start, token.End - token.Start));
        }

        if (token.Depth == 0)
        {
            return;
        }

        ref Container parent = ref _open[token.Depth - 1];
        parent.Found++;
        if (!closed.IsItem && closed.Found == 0 && token.IsComplete)
        {
            ReportEmpty(token, closed.Key.GetValueOrDefault(), ref parent);
        }
    }

    private readonly void ReportEmpty(PhpToken token, PhpKeySpans key, ref Container parent)
    {
        int field = FieldOf(key);
        if (field < 0)
        {
            ReportUnknown(token, key, parent.IsItem);
            return;
        }

        parent.IsItem = true;
        diagnostics.Add(DumpDiagnostics.OddValue(token.Start, ItemFields.NameOf(field)));
    }

    /// <summary>Reports an unknown name, which counts as a field if it is in an item, or deep enough to be in one.</summary>
    private readonly void ReportUnknown(PhpToken token, PhpKeySpans key, bool inItem)
    {
        if (diagnostics.IsFull)
        {
            diagnostics.Count(token.Start);
        }
        else if (!key.IsInt && (inItem || token.Depth > 1))
        {
            diagnostics.Add(DumpDiagnostics.UnknownField(key.Name.Start, Encoding.UTF8.GetString(_text.Slice(key.Name.Start, key.Name.Length))));
        }
        else
        {
            diagnostics.Add(DumpDiagnostics.NoItem(token.Start, token.Kind.ToString().ToLowerInvariant()));
        }
    }

    private readonly int FieldOf(PhpKeySpans key) => key.IsInt ? -1 : ItemFields.IndexOf(_text.Slice(key.Name.Start, key.Name.Length));

    /// <summary>Holds an open array or object.</summary>
    private struct Container
    {
        public ItemFields Fields;

        public PhpKeySpans? Key;

        /// <summary>Says whether it has an item field.</summary>
        public bool IsItem;

        /// <summary>The number of elements that are not item fields: items and lists, or what was already reported.</summary>
        public long Found;
    }
}
