using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Summaries;

namespace NewsFunctions.Archive.Summaries;

/// <summary>Adds up the damage of all dumps. Codes are a closed list, so there are few.</summary>
internal sealed class DamageCounter
{
    private readonly Dictionary<string, long> _byCode = new(StringComparer.Ordinal);
    private long _dumps;
    private Damage _damage = Damage.None;

    public DamageCounts Counts => new(
        _dumps,
        _damage.BytesDeclared,
        _damage.BytesThere,
        _damage.ItemsKept,
        _damage.ItemsLost,
        [
            .. _byCode
                .OrderByDescending(code => code.Value)
                .ThenBy(code => code.Key, StringComparer.Ordinal)
                .Select(code => new CodeCount(code.Key, code.Value)),
        ]);

    /// <summary>Adds a dump: the damage of all its articles, and the defects of the dump as a whole.</summary>
    public void Add(DumpEntry dump)
    {
        _dumps++;
        _damage += dump.Counts.Damage;
        foreach (DumpDiagnostic diagnostic in dump.Diagnostics)
        {
            Add(diagnostic.Code, 1);
        }
    }

    /// <summary>Adds the defects of an article.</summary>
    public void Add(IReadOnlyDictionary<string, int> codes)
    {
        foreach ((string code, int count) in codes)
        {
            Add(code, count);
        }
    }

    private void Add(string code, int count) => _byCode[code] = _byCode.GetValueOrDefault(code) + count;
}
