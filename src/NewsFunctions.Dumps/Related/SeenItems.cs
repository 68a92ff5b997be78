using NewsFunctions.Core.Articles;

namespace NewsFunctions.Dumps.Related;

/// <summary>Finds items that a list already has: same id, same path.</summary>
/// <param name="first">The number of items that the article had before the list.</param>
internal struct SeenItems(int first)
{
    /// <summary>The number of items up to which a linear search costs less than an index.</summary>
    private const int FewItems = 32;

    private Dictionary<(string? Id, string? Pic), int>? _index;
    private ulong _filter;

    /// <summary>Returns the position in the list, from 1, of the first item equal to the next one. Returns null if there is none.</summary>
    public int? Find(List<RelatedItem> items, string? id, string? pic)
    {
        int count = items.Count - first;
        if (count >= FewItems)
        {
            return FindInIndex(items, id, pic);
        }

        // One bit for the last characters of the id is nearly always enough to know that an item is new.
        ulong bit = 1UL << (id is null ? 0 : (id[^1] + (10 * id[id.Length > 1 ? ^2 : ^1])) & 63);
        bool isNew = (_filter & bit) == 0;
        _filter |= bit;
        for (int i = isNew ? count : 0; i < count; i++)
        {
            RelatedItem item = items[first + i];
            if (item.Id == id && item.Pic == pic)
            {
                return i + 1;
            }
        }

        return null;
    }

    private int? FindInIndex(List<RelatedItem> items, string? id, string? pic)
    {
        if (_index is null)
        {
            _index = [];
            for (int i = first; i < items.Count; i++)
            {
                _index.TryAdd((items[i].Id, items[i].Pic), i - first + 1);
            }
        }

        return _index.TryAdd((id, pic), items.Count - first + 1) ? null : _index[(id, pic)];
    }
}
