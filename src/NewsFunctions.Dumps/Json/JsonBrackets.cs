namespace NewsFunctions.Dumps.Json;

/// <summary>Tracks the open arrays and objects around the items of a list.</summary>
internal struct JsonBrackets
{
    private const int MaxDepth = 16;

    private uint _objects;
    private int _depth;

    public readonly bool Any => _depth > 0;

    public readonly bool HasRoom => _depth < MaxDepth;

    public readonly bool IsInObject => _depth > 0 && (_objects >> (_depth - 1) & 1) == 1;

    /// <summary>Says whether one of them is an array.</summary>
    public readonly bool HasArray => _objects != (1u << _depth) - 1;

    public void Push(bool isObject)
    {
        _objects |= isObject ? 1u << _depth : 0;
        _depth++;
    }

    public void PopObject()
    {
        _depth--;
        _objects &= (1u << _depth) - 1;
    }

    /// <summary>Closes the innermost array, and any unclosed objects within it.</summary>
    public void PopArray()
    {
        while (IsInObject)
        {
            PopObject();
        }

        _depth--;
    }
}
